package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Role;
import io.bellhop.server.Persistent.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Customers who begin conversations and write in them, and agents who take, give, resolve and open
 * them again, whatever happens to the server; afterwards everything that is counted is counted
 * again.
 */
final class DeskCrowd {
  private static final int CUSTOMERS = 8;
  private static final int CAPACITY = 5;
  private static final List<String> AGENTS = List.of("agent-0", "agent-1", "agent-2");

  private final IntSupplier door;
  private final List<String> rooms = new CopyOnWriteArrayList<>();
  private final List<Persistent> people = new ArrayList<>();

  DeskCrowd(IntSupplier door, AtomicBoolean stop) {
    this.door = door;
    for (int i = 0; i < CUSTOMERS; i++) {
      people.add(customer("guest-" + i, stop));
    }
    for (String agent : AGENTS) {
      begin(agent);
      people.add(agent(agent, stop));
    }
  }

  /** So that there is such an agent when the first conversation is given to them. */
  private void begin(String agent) {
    try (WireClient client = WireClient.connect(door.getAsInt(), Victim.token(agent, Role.STAFF))) {
      client.call("desk.available", "{\"available\":true}");
    }
  }

  List<Persistent> people() {
    return people;
  }

  private Persistent customer(String id, AtomicBoolean stop) {
    List<String> own = new ArrayList<>();
    return new Persistent(
        door,
        id,
        Role.GUEST,
        n -> {
          String text = id + " says " + n;
          return n % 100 == 0
              ? Request.refusable("desk.start", "text", text, "clientId", text)
              : Request.of("chat.send", "room", own.getLast(), "text", text, "clientId", text);
        },
        answer -> {
          if (answer.has("room")) {
            own.add(answer.get("room").stringValue());
            rooms.add(own.getLast());
          }
          return -1;
        },
        stop);
  }

  private Persistent agent(String id, AtomicBoolean stop) {
    return new Persistent(
        door,
        id,
        Role.STAFF,
        n -> {
          if (n % 50 == 0 || rooms.isEmpty()) {
            return Request.of("desk.available", "available", true);
          }
          String room = rooms.get((int) (n * 31 % rooms.size()));
          return switch ((int) (n % 5)) {
            case 0 -> Request.refusable("desk.take", "room", room);
            case 1 -> Request.refusable("desk.resolve", "room", room);
            case 2 -> Request.refusable("desk.reopen", "room", room);
            case 3 ->
                Request.refusable(
                    "desk.assign", "room", room, "to", AGENTS.get((int) (n % AGENTS.size())));
            default -> Request.of("chat.send", "room", room, "text", "n", "clientId", id + n);
          };
        },
        answer -> -1,
        stop);
  }

  /** Every load and every number of messages is what a recount gives, and nobody has too many. */
  void demandCounts(long seed) {
    for (String agent : AGENTS) {
      try (WireClient client =
          WireClient.connect(door.getAsInt(), Victim.token(agent, Role.STAFF))) {
        List<JsonNode> mine = queue(client, "mine");
        int load = client.call("desk.me", "{}").get("load").intValue();
        assertThat(load)
            .as("kill.seed=%d, %s", seed, agent)
            .isEqualTo(mine.size())
            .isLessThanOrEqualTo(CAPACITY);
        mine.forEach(conversation -> demandMessages(client, conversation, seed));
      }
    }
    System.out.printf("  desk: %d conversations, loads equal the recount%n", rooms.size());
  }

  private static void demandMessages(WireClient client, JsonNode conversation, long seed) {
    String room = conversation.get("room").stringValue();
    assertThat(conversation.get("messages").longValue())
        .as("kill.seed=%d, room %s", seed, room)
        .isEqualTo(
            ChatCountersTest.messages(client, room).stream()
                .filter(message -> message.get("kind").stringValue().equals("message"))
                .count());
  }

  private static List<JsonNode> queue(WireClient client, String queue) {
    return client
        .call("desk.conversations", "{\"queue\":\"%s\",\"limit\":200}".formatted(queue))
        .get("conversations")
        .valueStream()
        .toList();
  }
}
