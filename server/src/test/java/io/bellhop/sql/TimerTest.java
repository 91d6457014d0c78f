package io.bellhop.sql;

import static io.bellhop.sql.Fixture.append;
import static io.bellhop.sql.Fixture.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Event;
import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class TimerTest extends OnBothDatabases {
  private record Handler(String kind, BiConsumer<Tx, Timer> effect) implements Timer.Handler {
    @Override
    public void fire(Tx tx, Timer timer) {
      effect.accept(tx, timer);
    }
  }

  @Test
  void aTimerFiresOnceAndNotBeforeItIsDue() {
    TimerRunner runner = runner(ledger);
    Instant due = fixture.clock.instant().plusSeconds(60);
    set("hold", "1", due);

    assertThat(runner.tick()).isZero();
    fixture.clock.advance(Duration.ofSeconds(60));
    assertThat(runner.tick()).isEqualTo(1);
    assertThat(runner.tick()).isZero();

    assertThat(fired()).containsExactly("{\"text\":\"hold 1 " + due + "\"}");
  }

  @Test
  void aTimerOutlivesARestart() {
    set("hold", "1", fixture.clock.instant().plusSeconds(60));
    ledger.close();
    fixture.clock.advance(Duration.ofDays(1));
    ledger = fixture.open();

    assertThat(runner(ledger).tick()).isEqualTo(1);
    assertThat(runner(ledger).tick()).isZero();
    assertThat(fired()).hasSize(1);
  }

  @Test
  void aTimerIsReplacedOrCancelled() {
    Instant soon = fixture.clock.instant().plusSeconds(10);
    set("hold", "replaced", soon);
    set("hold", "cancelled", soon);
    set("hold", "replaced", soon.plusSeconds(60));
    ledger.write(tx -> {
      tx.cancel("hold", "cancelled");
      tx.set(new Timer("hold", "both", soon, Json.NULL));
      tx.cancel("hold", "both");
      return true;
    });
    TimerRunner runner = runner(ledger);

    fixture.clock.advance(Duration.ofSeconds(30));
    assertThat(runner.tick()).isZero();
    fixture.clock.advance(Duration.ofSeconds(60));
    assertThat(runner.tick()).isEqualTo(1);
    assertThat(fired()).hasSize(1).first().asString().contains("replaced");
  }

  @Test
  void aTimerSetByItsOwnHandlerFiresAgain() {
    TimerRunner runner =
        new TimerRunner(
            ledger,
            List.of(
                new Handler(
                    "tick",
                    (tx, timer) -> {
                      append(tx, "job:1", "tick");
                      tx.set(new Timer("tick", "1", timer.due().plusSeconds(10), Json.NULL));
                    })),
            fixture.clock);
    set("tick", "1", fixture.clock.instant());

    for (int i = 0; i < 3; i++) {
      assertThat(runner.tick()).isEqualTo(1);
      assertThat(runner.tick()).isZero();
      fixture.clock.advance(Duration.ofSeconds(10));
    }
    assertThat(fired()).hasSize(3);
  }

  @Test
  void aTimerThatFailsIsTriedAgainWithItsDueTimeAndHoldsUpNobody() {
    AtomicInteger attempts = new AtomicInteger();
    Instant due = fixture.clock.instant();
    TimerRunner runner =
        new TimerRunner(
            ledger,
            List.of(
                new Handler("hold", TimerTest::note),
                new Handler(
                    "bad",
                    (tx, timer) -> {
                      note(tx, timer);
                      assertThat(timer.due()).isEqualTo(due);
                      if (attempts.incrementAndGet() <= 6) {
                        throw new BellhopException(ErrorCode.INTERNAL, "on purpose");
                      }
                    })),
            fixture.clock);
    set("bad", "1", due);
    set("hold", "1", due);

    runner.tick();
    assertThat(fired()).hasSize(1).first().asString().contains("hold");

    assertThat(runner.tick()).isZero();
    for (int i = 0; i < 10 && fired().size() < 2; i++) {
      fixture.clock.advance(Duration.ofHours(1));
      runner.tick();
    }
    assertThat(fired()).hasSize(2);
  }

  @Test
  void timersOfAnUnknownKindWaitForTheirHandler() {
    set("later", "1", fixture.clock.instant());

    assertThat(runner(ledger).tick()).isZero();
    TimerRunner knowing =
        new TimerRunner(ledger, List.of(new Handler("later", TimerTest::note)), fixture.clock);
    assertThat(knowing.tick()).isEqualTo(1);
  }

  @Test
  void manyTimersFireOnceThoughTwoRunnersRace() throws Exception {
    SqlLedger other = database == Database.SQLITE ? ledger : fixture.open();
    Instant due = fixture.clock.instant();
    ledger.write(tx -> {
      for (int i = 0; i < 250; i++) {
        tx.set(new Timer("hold", "t" + i, due, Json.NULL));
      }
      return true;
    });
    List<TimerRunner> runners = List.of(runner(ledger), runner(other));
    List<Future<Integer>> racing =
        runners.stream().map(runner -> fixture.calling(() -> tickUntilIdle(runner))).toList();
    for (Future<Integer> each : racing) {
      each.get();
    }
    runners.forEach(TimerRunner::tick);

    assertThat(fired()).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void aClockThatIsSetBackHidesNoTimersOfOtherServers() {
    TimerRunner runner = runner(ledger);
    fixture.clock.advance(Duration.ofHours(1));
    assertThat(runner.tick()).isZero();

    fixture.clock.advance(Duration.ofHours(-1));
    setElsewhere("hold", "1", fixture.clock.instant());

    assertThat(runner.tick()).isEqualTo(1);
  }

  /** As another server does: nobody here is told. */
  private void setElsewhere(String kind, String key, Instant due) {
    ledger.write(tx -> {
      SqlTx.of(tx)
          .insert(
              "INSERT INTO timer (kind, key, due_at, fire_at, data) VALUES (?, ?, ?, ?, '{}')",
              kind,
              key,
              due,
              due);
      return true;
    });
  }

  private int tickUntilIdle(TimerRunner runner) {
    int ticks = 0;
    while (runner.tick() > 0) {
      ticks++;
    }
    return ticks;
  }

  @Test
  void aStartedRunnerFiresByItself() {
    try (TimerRunner runner = runner(ledger)) {
      runner.start();
      set("hold", "now", fixture.clock.instant());
      await().until(() -> fired().size() == 1);
    }
  }

  private TimerRunner runner(SqlLedger on) {
    return new TimerRunner(on, List.of(new Handler("hold", TimerTest::note)), fixture.clock);
  }

  private static void note(Tx tx, Timer timer) {
    append(tx, "job:1", timer.kind() + " " + timer.key() + " " + timer.due());
  }

  private void set(String kind, String key, Instant due) {
    ledger.write(tx -> {
      tx.set(new Timer(kind, key, due, new Json("{\"n\":1}")));
      return true;
    });
  }

  private List<String> fired() {
    List<Event> events = Objects.requireNonNull(ledger.read(channel("job:1"), 0, 1_000));
    return events.stream().map(event -> event.data().text()).toList();
  }
}
