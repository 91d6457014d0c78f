package io.bellhop.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** The rows of a message, as the server stores them: event, message, request, channel's head. */
final class BareRows {
  private static final String TEXT = "x".repeat(200);
  private static final String FROM =
      "\"from\":{\"id\":\"customer-1\",\"role\":\"customer\",\"name\":\"Ann\"}";
  private static final String DATA = "{\"text\":\"" + TEXT + "\"," + FROM + "}";

  private final PreparedStatement event;
  private final PreparedStatement message;
  private final PreparedStatement request;
  private final PreparedStatement head;
  private final long[] heads;
  private final SplittableRandom random = new SplittableRandom();
  private long number;

  BareRows(Connection connection, int rooms) throws SQLException {
    heads = new long[rooms];
    try (PreparedStatement channel =
        connection.prepareStatement("INSERT INTO channel (site, name) VALUES ('bench', ?)")) {
      for (int room = 0; room < rooms; room++) {
        channel.setString(1, "chat:room" + room);
        channel.addBatch();
      }
      channel.executeBatch();
    }
    connection.commit();
    event =
        connection.prepareStatement(
            "INSERT INTO event (channel_id, event_offset, type, data, at, actor)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    message =
        connection.prepareStatement(
            "INSERT INTO chat_message (site, room, message_offset, sender, sender_name,"
                + " sender_role, text, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    request =
        connection.prepareStatement(
            "INSERT INTO request (key, hash, answer, at) VALUES (?, ?, ?, ?)");
    head = connection.prepareStatement("UPDATE channel SET head = ? WHERE id = ?");
  }

  /** Inserts so many messages, to the rooms in turn; does not commit. */
  void insert(int count) throws SQLException {
    int touched = Math.min(count, heads.length);
    int first = (int) (number % heads.length);
    for (int i = 0; i < count; i++) {
      add((int) (number++ % heads.length));
    }
    for (int i = 0; i < touched; i++) {
      int room = (first + i) % heads.length;
      bind(head, heads[room], room + 1L);
    }
    head.executeBatch();
    event.executeBatch();
    message.executeBatch();
    request.executeBatch();
  }

  private void add(int room) throws SQLException {
    long offset = ++heads[room];
    long now = System.currentTimeMillis();
    bind(event, room + 1L, offset, "message", DATA, now, "customer-1");
    bind(message, "bench", "room" + room, offset, "customer-1", "Ann", "customer", TEXT, now);
    String answer = "{\"offset\":" + offset + ",\"at\":\"2026-11-20T12:00:00.000Z\"}";
    bind(request, digest(), digest(), answer, now);
  }

  /** Keys of requests are digests, so they come in no order. */
  private byte[] digest() {
    return ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong()).array();
  }

  private static void bind(PreparedStatement statement, Object... row) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      statement.setObject(i + 1, row[i]);
    }
    statement.addBatch();
  }
}
