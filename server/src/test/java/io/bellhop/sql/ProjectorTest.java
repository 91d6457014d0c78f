package io.bellhop.sql;

import static io.bellhop.sql.Fixture.append;
import static io.bellhop.sql.Fixture.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Event;
import io.bellhop.engine.Projector;
import io.bellhop.engine.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProjectorTest extends OnBothDatabases {
  /** Copies every event into a table in its transaction, failing as often as told. */
  private record Copying(AtomicInteger failures) implements Projector {
    @Override
    public String name() {
      return "copy";
    }

    @Override
    public Consumer<Tx> project(List<Event> events) {
      return tx -> copy(tx, events);
    }

    private void copy(Tx tx, List<Event> events) {
      for (Event event : events) {
        SqlTx.of(tx)
            .insert(
                "INSERT INTO chat_message (site, room, message_offset, number, kind, sender,"
                    + " sender_name, sender_role, text, at) VALUES (?, ?, ?, 0, '', ?, ?, ?, ?, ?)",
                "demo",
                event.channel().id(),
                event.offset(),
                "",
                "",
                "",
                "",
                event.at());
      }
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("on purpose");
      }
    }
  }

  @Test
  void aProjectorSeesWhatIsCommittedAfterItsFirstStartOnce() {
    ledger.write(tx -> append(tx, "chat:1", "before"));
    ProjectorRunner runner = runner(ledger, 0);
    runner.register();
    ledger.write(tx -> append(tx, "chat:1", "a"));
    ledger.write(tx -> append(tx, "chat:2", "b"));

    assertThat(runner.advance()).isEqualTo(2);
    assertThat(runner.advance()).isZero();
    assertThat(copied()).containsExactlyInAnyOrder("1/2", "2/1");
  }

  @Test
  void theCheckpointOutlivesARestart() {
    ProjectorRunner first = runner(ledger, 0);
    first.register();
    ledger.write(tx -> append(tx, "chat:1", "a"));
    first.advance();
    ledger.write(tx -> append(tx, "chat:1", "b"));
    ledger.close();
    ledger = fixture.open();

    ProjectorRunner second = runner(ledger, 0);
    second.register();
    assertThat(second.advance()).isOne();
    assertThat(second.advance()).isZero();
    assertThat(copied()).containsExactlyInAnyOrder("1/1", "1/2");
  }

  @Test
  void aPageThatFailsIsNeitherSkippedNorHalfDone() {
    // a work that fails after a change is run a second time, apart from the others
    ProjectorRunner runner = runner(ledger, 4);
    runner.register();
    ledger.write(tx -> append(tx, "chat:1", "a"));

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(runner::advance).isInstanceOf(IllegalStateException.class);
      assertThat(copied()).isEmpty();
    }
    assertThat(runner.advance()).isOne();
    assertThat(copied()).containsExactly("1/1");
  }

  @Test
  void runningOnesFollowAndFailingOnesRecover() throws Exception {
    long seed = new Random().nextLong();
    SqlLedger other = database == Database.SQLITE ? ledger : fixture.open();
    List<Event> seen = new ArrayList<>();
    try (ProjectorRunner one = runner(ledger, 2);
        ProjectorRunner two = runner(other, 1);
        ProjectorRunner watching = new ProjectorRunner(ledger, watching(seen))) {
      one.start();
      two.start();
      watching.start();
      List<Future<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Random random = new Random(seed + i);
        SqlLedger target = i % 2 == 0 ? ledger : other;
        writers.add(fixture.calling(() -> writeAtRandom(target, random)));
      }
      for (Future<Boolean> writer : writers) {
        writer.get();
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> copied().size() == 400);
      await().atMost(Duration.ofSeconds(30)).until(() -> seen.size() >= 400);
    }

    assertThat(seen).as("seed %s", seed).hasSize(400);
    Map<String, Long> last = new HashMap<>();
    for (Event event : seen) {
      long before = last.getOrDefault(event.channel().name(), 0L);
      assertThat(event.offset()).as("seed %s", seed).isEqualTo(before + 1);
      last.put(event.channel().name(), event.offset());
    }
  }

  private static Projector watching(List<Event> seen) {
    return new Projector() {
      @Override
      public String name() {
        return "watch";
      }

      @Override
      public Consumer<Tx> project(List<Event> events) {
        // may run again, so it takes only what it has not seen
        return _ -> events.stream().filter(event -> !seen.contains(event)).forEach(seen::add);
      }
    };
  }

  private static boolean writeAtRandom(SqlLedger target, Random random) {
    for (int i = 0; i < 50; i++) {
      String name = "chat:" + random.nextInt(4);
      target.write(tx -> append(tx, name, "x"));
    }
    return true;
  }

  @Test
  void retentionWaitsForTheProjectors() {
    ProjectorRunner runner = runner(ledger, 0);
    runner.register();
    ledger.write(tx -> append(tx, "chat:1", "a"));
    fixture.clock.advance(Duration.ofDays(2));
    Janitor janitor = new Janitor(ledger, _ -> Duration.ofDays(1), fixture.clock);

    assertThat(janitor.tick(fixture.clock.instant())).isZero();
    runner.advance();
    assertThat(janitor.tick(fixture.clock.instant())).isEqualTo(1);
    assertThat(ledger.read(channel("chat:1"), 0, 10)).isNull();
  }

  private static ProjectorRunner runner(SqlLedger ledger, int failures) {
    return new ProjectorRunner(ledger, new Copying(new AtomicInteger(failures)));
  }

  private List<String> copied() {
    return ledger.query(
        "SELECT room, message_offset FROM chat_message",
        row -> row.getString(1) + "/" + row.getLong(2));
  }
}
