package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import io.bellhop.sql.SqlLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever people do at the same time, the counters are what a recount gives. {@code -Dchat.seed=N}
 * repeats what each of them does.
 */
class ChatCountersTest {
  private static final int STEPS = 150;
  private static final List<String> PEOPLE = List.of("sam", "mia", "cara", "carl", "sue");

  /** What people may be told no for, because another was faster or the dice said so. */
  private static final List<String> REFUSALS =
      List.of("not_found", "forbidden", "conflict", "invalid_params", "limit_reached");

  /** Rows that are not as a recount says. */
  private static final List<String> RECOUNTS =
      List.of(
          """
          SELECT person FROM chat_member WHERE read_number <> (SELECT COUNT(*) FROM chat_message
            WHERE chat_message.site = chat_member.site AND chat_message.room = chat_member.room
              AND kind = 'message' AND message_offset <= read_offset)\
          """,
          """
          SELECT person FROM chat_member WHERE mentions <> (SELECT COUNT(*) FROM chat_mention
            WHERE chat_mention.site = chat_member.site AND chat_mention.room = chat_member.room
              AND chat_mention.person = chat_member.person AND message_offset > read_offset)\
          """,
          "SELECT person FROM chat_member WHERE read_offset > delivered",
          """
          SELECT text FROM chat_message WHERE number <> (SELECT COUNT(*) FROM chat_message AS other
            WHERE other.site = chat_message.site AND other.room = chat_message.room
              AND other.kind = 'message' AND other.message_offset <= chat_message.message_offset)\
          """,
          """
          SELECT room FROM chat_room WHERE members <> (SELECT COUNT(*) FROM chat_grant
            WHERE chat_grant.site = chat_room.site AND chat_grant.room = chat_room.room)\
          """,
          """
          SELECT room FROM chat_activity WHERE last_offset <> (SELECT COALESCE(MAX(message_offset), 0)
            FROM chat_message WHERE chat_message.site = chat_activity.site
              AND chat_message.room = chat_activity.room)\
          """);

  private final long seed = Long.getLong("chat.seed", new Random().nextLong());

  @ParameterizedTest
  @EnumSource(Database.class)
  void countersAreWhatARecountGives(Database database) throws Exception {
    try (ChatStage stage = new ChatStage(database);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> rooms = List.of("lobby", stage.group("mia", "cara", "carl", "sue"));
      List<Future<?>> all = new ArrayList<>();
      for (String person : PEOPLE) {
        Random random = new Random(seed + PEOPLE.indexOf(person));
        WireClient client = stage.client(person, role(person));
        all.add(threads.submit(() -> act(stage, client, person, rooms, random)));
      }
      for (Future<?> one : all) {
        one.get();
      }

      SqlLedger ledger = stage.server.bellhop().ledger();
      for (String recount : RECOUNTS) {
        assertThat(ledger.query(recount, row -> row.getString(1)))
            .as("seed %d: %s", seed, recount)
            .isEmpty();
      }
      rooms.forEach(room -> demandSummaries(stage, room));
      rooms.forEach(room -> demandReactions(stage, room));
    }
  }

  private static Role role(String person) {
    return person.startsWith("c") ? Role.CUSTOMER : Role.STAFF;
  }

  private void act(
      ChatStage stage, WireClient client, String person, List<String> rooms, Random random) {
    List<Long> own = new ArrayList<>(List.of(1L));
    for (int i = 0; i < STEPS; i++) {
      stage.server.clock.advance(Duration.ofMillis(400));
      String room = rooms.get(random.nextInt(rooms.size()));
      try {
        step(client, person, room, random, own);
      } catch (RpcFailure e) {
        assertThat(e.code).as("seed %d: %s", seed, e.getMessage()).isIn(REFUSALS);
      }
    }
  }

  private static void step(
      WireClient client, String person, String room, Random random, List<Long> own) {
    long some = random.nextLong(1, 300);
    long mine = own.get(random.nextInt(own.size()));
    String other = PEOPLE.get(random.nextInt(PEOPLE.size()));
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> own.add(ChatStage.send(client, room, person));
      case 3 -> own.add(ChatStage.send(client, room, "@", "mentions", List.of(other)));
      case 4, 5 -> Rpc.call(client, "chat.receipt", "room", room, "read", some);
      case 6 ->
          Rpc.call(
              client,
              "chat.edit",
              "room",
              room,
              "message",
              mine,
              "text",
              "edited",
              "mentions",
              random.nextBoolean() ? List.of(other) : List.of());
      case 7 -> Rpc.call(client, "chat.delete", "room", room, "message", mine);
      case 8, 9 ->
          Rpc.call(
              client,
              "chat.react",
              "room",
              room,
              "message",
              some,
              "emoji",
              random.nextBoolean() ? "👍" : "🎉",
              "on",
              random.nextInt(3) > 0);
      case 10 -> Rpc.call(client, "chat.remove", "room", room, "person", "carl");
      default -> Rpc.call(client, "chat.invite", "room", room, "person", "carl");
    }
  }

  /** As each sees it: what came after the read cursor. */
  private void demandSummaries(ChatStage stage, String room) {
    for (String person : List.of("sam", "mia", "cara", "sue")) {
      WireClient client = stage.client(person, role(person));
      JsonNode summary = ChatStage.summary(client, room);
      List<JsonNode> messages = messages(client, room);
      long read = summary.get("read").longValue();
      long unread = messages.stream().filter(m -> m.get("offset").longValue() > read).count();
      assertThat(summary.get("messages").longValue()).isEqualTo(messages.size());
      if (read > 0) {
        assertThat(summary.get("unread").longValue())
            .as("seed %d: %s in %s", seed, person, room)
            .isEqualTo(unread);
      }
    }
  }

  static List<JsonNode> messages(WireClient client, String room) {
    List<JsonNode> all = new ArrayList<>();
    boolean more = true;
    while (more) {
      long after = all.isEmpty() ? 0 : all.getLast().get("offset").longValue();
      JsonNode page = Rpc.call(client, "chat.history", "room", room, "after", after, "limit", 200);
      page.get("messages").forEach(all::add);
      more = page.get("moreAfter").booleanValue();
    }
    return all;
  }

  private void demandReactions(ChatStage stage, String room) {
    SqlLedger ledger = stage.server.bellhop().ledger();
    List<JsonNode> messages = messages(stage.client("sam", Role.STAFF), room);
    for (JsonNode message : messages) {
      for (JsonNode reaction : message.get("reactions")) {
        List<String> by =
            ledger.query(
                "SELECT person FROM chat_reaction WHERE room = ? AND message_offset = ? AND emoji = ?"
                    + " ORDER BY person",
                row -> row.getString(1),
                room,
                message.get("offset").longValue(),
                reaction.get("emoji").stringValue());
        assertThat(by).as("seed %d", seed).hasSize(reaction.get("count").intValue());
        assertThat(reaction.get("by").valueStream().map(JsonNode::stringValue).toList())
            .isEqualTo(by);
      }
    }
    assertThat(messages)
        .as("somebody did something in %s", room)
        .anyMatch(message -> !message.get("reactions").isEmpty());
  }
}
