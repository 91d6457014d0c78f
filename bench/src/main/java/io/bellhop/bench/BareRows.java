package io.bellhop.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;

/**
 * The rows of a message, as the server stores them: event, message, request, channel's head, the
 * room's newest message, the sender's cursors.
 */
final class BareRows {
  private static final String SITE = "bench";
  private static final String TEXT = "x".repeat(200);
  private static final String FROM =
      "\"from\":{\"id\":\"customer-1\",\"role\":\"customer\",\"name\":\"Ann\"}";
  private static final String DATA =
      "{\"kind\":\"message\","
          + FROM
          + ",\"text\":\""
          + TEXT
          + "\",\"mentions\":[],\"files\":[],\"links\":[]}";

  private final PreparedStatement event;
  private final PreparedStatement message;
  private final PreparedStatement request;
  private final PreparedStatement activity;
  private final PreparedStatement cursor;
  private final PreparedStatement head;
  private final long[] heads;
  private final SplittableRandom random = new SplittableRandom();
  private long number;

  /**
   * As many senders write to each room of the server, whose 4,000 clients take the rooms in turn.
   */
  private static final int PEOPLE = 40;

  BareRows(Connection connection, int rooms) throws SQLException {
    heads = new long[rooms];
    addRooms(connection, rooms);
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
            "INSERT INTO chat_message (site, room, message_offset, number, kind, sender,"
                + " sender_name, sender_role, text, at)"
                + " VALUES (?, ?, ?, ?, 'message', ?, ?, ?, ?, ?)");
    activity =
        connection.prepareStatement(
            "UPDATE chat_activity SET last_offset = ?, at = ? WHERE site = ? AND room = ?");
    cursor =
        connection.prepareStatement(
            "UPDATE chat_member SET delivered = ?, read_offset = ?, read_number = ?, mentions = 0"
                + " WHERE site = ? AND room = ? AND person = ?");
    request =
        connection.prepareStatement(
            "INSERT INTO request (key, hash, answer, at) VALUES (?, ?, ?, ?)");
    head = connection.prepareStatement("UPDATE channel SET head = ? WHERE id = ?");
  }

  private static void addRooms(Connection connection, int rooms) throws SQLException {
    try (PreparedStatement activity =
            connection.prepareStatement(
                "INSERT INTO chat_activity (site, room, last_offset, at) VALUES (?, ?, 0, 0)");
        PreparedStatement member =
            connection.prepareStatement(
                "INSERT INTO chat_member (site, room, person, role, name, delivered, read_offset,"
                    + " read_number, mentions) VALUES (?, ?, ?, 'customer', 'Ann', 0, 0, 0, 0)")) {
      for (int room = 0; room < rooms; room++) {
        bind(activity, SITE, "room" + room);
        for (int person = 0; person < PEOPLE; person++) {
          bind(member, SITE, "room" + room, person(person));
        }
      }
      activity.executeBatch();
      member.executeBatch();
    }
  }

  private static String person(int number) {
    return "customer-" + number;
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
    activity.executeBatch();
    cursor.executeBatch();
    request.executeBatch();
  }

  private void add(int room) throws SQLException {
    long offset = ++heads[room];
    long now = System.currentTimeMillis();
    bind(event, room + 1L, offset, "message", DATA, now, "customer-1");
    String name = "room" + room;
    String sender = person(random.nextInt(PEOPLE));
    bind(message, SITE, name, offset, offset, sender, "Ann", "customer", TEXT, now);
    bind(activity, offset, now, SITE, name);
    bind(cursor, offset, offset, offset, SITE, name, sender);
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
