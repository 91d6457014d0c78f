package io.bellhop.feature.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Tx;
import io.bellhop.json.JacksonCodec;
import io.bellhop.sql.Database;
import io.bellhop.sql.SqlLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets what of a backlog that is longer than what is looked at in one go. */
class AssignerTest {
  private static final String SITE = "garage";
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:10Z");
  private static final String BRAKES = "brakes";

  @TempDir Path folder = Path.of("");
  private final JacksonCodec codec = new JacksonCodec();

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatNobodyCanTakeKeepsNothingElseBack(Database database) {
    try (SqlLedger ledger = open(database)) {
      ConversationStore conversations = new ConversationStore(ledger, codec);
      AgentStore agents = new AgentStore(ledger, codec);
      Assigner assigner =
          new Assigner(agents, conversations, new QueueStore(ledger, conversations), codec);

      List<String> given =
          ledger.write(tx -> {
            agents.insert(tx, SITE, agent("kari", 3, List.of(BRAKES)));
            agents.insert(tx, SITE, agent("ola", 5, List.of()));
            wait(tx, conversations, "brakes", 250, BRAKES, NOW.minusSeconds(600));
            wait(tx, conversations, "bulbs", 120, "bulbs", NOW.minusSeconds(500));
            wait(tx, conversations, "other", 2, null, NOW.minusSeconds(60));
            return assigner.match(tx, SITE, DeskSettings.DEFAULT).stream()
                .map(match -> match.agent().id() + " " + match.conversation().room())
                .toList();
          });

      assertThat(given)
          .containsExactlyInAnyOrder(
              "kari brakes-100",
              "kari brakes-101",
              "kari brakes-102",
              "ola other-100",
              "ola other-101");
    }
  }

  private SqlLedger open(Database database) {
    return SqlLedger.open(database.fresh(folder), codec, () -> NOW, events -> {});
  }

  private static Agent agent(String id, int capacity, List<String> skills) {
    return new Agent(new Person(id, "staff", id), true, capacity, 0, List.of(), skills);
  }

  private static void wait(
      Tx tx,
      ConversationStore conversations,
      String name,
      int count,
      @Nullable String skill,
      Instant since) {
    for (int i = 0; i < count; i++) {
      conversations.insert(tx, SITE, conversation(name + "-" + (100 + i), skill, since));
    }
  }

  private static Conversation conversation(String room, @Nullable String skill, Instant since) {
    return new Conversation(
        room,
        Status.OPEN,
        new Person("guest", "guest", "Guest"),
        null,
        null,
        List.of(),
        null,
        skill,
        null,
        since,
        null,
        null,
        null,
        false,
        null,
        0,
        since,
        since);
  }
}
