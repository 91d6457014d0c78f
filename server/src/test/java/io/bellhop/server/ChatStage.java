package io.bellhop.server;

import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.RoomKind;
import io.bellhop.feature.chat.Rooms;
import io.bellhop.feature.chat.Sender;
import io.bellhop.sql.Database;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A server with a conversation between a customer and the hotel, and its notes. */
final class ChatStage implements AutoCloseable {
  static final String CONVERSATION = "c1";
  static final String NOTES = "c1~notes";

  final TestServer server;
  final WireClient staff;
  final WireClient manager;
  final WireClient customer;
  final WireClient stranger;

  ChatStage(Database database) {
    server = TestServer.on(database);
    write((rooms, tx) -> {
      rooms.create(tx, TestServer.HOTEL, CONVERSATION, RoomKind.CONVERSATION, "Late check", false);
      rooms.join(tx, TestServer.HOTEL, CONVERSATION, new Sender("cara", "customer", "Cara"));
    });
    staff = client("sam", Role.STAFF);
    manager = client("mia", Role.MANAGER);
    customer = client("cara", Role.CUSTOMER);
    stranger = client("carl", Role.CUSTOMER);
  }

  WireClient client(String id, Role role) {
    return WireClient.connect(server.port(), server.token(TestServer.HOTEL, id, role));
  }

  /** What another feature does with rooms. */
  void write(BiConsumer<Rooms, Tx> work) {
    server
        .bellhop()
        .ledger()
        .write(tx -> {
          work.accept(server.bellhop().rooms(), tx);
          return true;
        });
  }

  /** A group of the staff member with these. */
  String group(String... members) {
    return Rpc.call(
            staff, "chat.create", "kind", "group", "name", "A group", "members", List.of(members))
        .get("room")
        .stringValue();
  }

  static long send(WireClient client, String room, String text, Object... more) {
    Object[] members =
        Stream.concat(Stream.of("room", room, "text", text), Stream.of(more)).toArray();
    return Rpc.call(client, "chat.send", members).get("offset").longValue();
  }

  /** A room as somebody sees it in the list. */
  static JsonNode summary(WireClient client, String room) {
    return Rpc.call(client, "chat.rooms")
        .get("rooms")
        .valueStream()
        .filter(one -> one.get("room").stringValue().equals(room))
        .findFirst()
        .orElseThrow();
  }

  static List<String> texts(JsonNode page) {
    return page.get("messages").valueStream().map(m -> m.get("text").stringValue()).toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
