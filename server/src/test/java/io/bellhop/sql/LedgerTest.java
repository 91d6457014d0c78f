package io.bellhop.sql;

import static io.bellhop.sql.Fixture.append;
import static io.bellhop.sql.Fixture.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Position;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest extends OnBothDatabases {
  @Test
  void anEventReadsAsItWasWritten() {
    Event written =
        ledger.write(
            tx -> tx.append(channel("chat:1"), "message", new Json("{\"t\":\"ü\"}"), null));

    assertThat(written.offset()).isEqualTo(1);
    assertThat(written.at()).isEqualTo(fixture.clock.instant());
    assertThat(ledger.read(channel("chat:1"), 0, 10)).containsExactly(written);
    assertThat(fixture.delivered).containsExactly(written);
  }

  @Test
  void anUnknownChannelIsEmptyAndTheEpochOutlivesARestart() {
    Position unknown = ledger.head(channel("chat:none"));
    ledger.write(tx -> append(tx, "chat:1", "a"));
    ledger.close();

    SqlLedger again = fixture.open();

    assertThat(unknown.offset()).isZero();
    assertThat(again.head(channel("chat:1"))).isEqualTo(new Position(unknown.epoch(), 1));
    assertThat(again.read(channel("chat:none"), 0, 10)).isEmpty();
    assertThat(again.read(channel("chat:1"), 1, 10)).isEmpty();
    assertThat(again.write(tx -> append(tx, "chat:1", "b")).offset()).isEqualTo(2);
  }

  @Test
  void readingGoesPageByPage() {
    ledger.write(
        tx -> IntStream.range(0, 25).mapToObj(i -> append(tx, "chat:1", "m" + i)).toList());

    assertThat(offsets(ledger.read(channel("chat:1"), 10, 10)))
        .containsExactlyElementsOf(LongStream.rangeClosed(11, 20).boxed().toList());
    assertThatThrownBy(() -> ledger.read(channel("chat:1"), 0, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void offsetsHaveNoGapsUnderManyWritersAndAreDeliveredInOrder() throws Exception {
    long seed = new Random().nextLong();
    List<Future<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Random random = new Random(seed + i);
      writers.add(fixture.calling(() -> writeAtRandom(random, 30)));
    }
    int failed = 0;
    for (Future<Integer> writer : writers) {
      failed += writer.get();
    }

    assertThat(fixture.delivered).as("seed %s", seed).hasSize(64 * 30 - failed);
    for (int i = 0; i < 5; i++) {
      Channel channel = channel("chat:" + i);
      List<Event> live =
          fixture.delivered.stream().filter(e -> e.channel().equals(channel)).toList();
      assertThat(readAll(channel)).as("seed %s", seed).isEqualTo(live);
      assertThat(offsets(live))
          .as("seed %s", seed)
          .isEqualTo(LongStream.rangeClosed(1, live.size()).boxed().toList());
      assertThat(ledger.head(channel).offset()).isEqualTo(live.size());
    }
  }

  /** Every eighth work fails, in one of three ways. */
  private int writeAtRandom(Random random, int times) {
    int failed = 0;
    for (int i = 0; i < times; i++) {
      String name = "chat:" + random.nextInt(5);
      int fate = random.nextInt(24);
      try {
        ledger.write(tx -> fated(tx, append(tx, name, "x"), fate));
      } catch (BellhopException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
        failed++;
      }
    }
    return failed;
  }

  private static Event fated(Tx tx, Event event, int fate) {
    switch (fate) {
      case 0 -> throw new BellhopException(ErrorCode.CONFLICT, "before it is stored");
      case 1 -> {
        SqlTx.of(tx).update("UPDATE event SET type = ? WHERE position < 0", "x");
        throw new BellhopException(ErrorCode.CONFLICT, "after it is stored");
      }
      case 2 -> {
        SqlTx.of(tx).insert("INSERT INTO ledger (id, epoch) VALUES (?, ?)", 1, "twice");
      }
      default -> {}
    }
    return event;
  }

  @Test
  void aQuerySeesEarlierWritesOfItsGroup() throws Exception {
    List<Future<Long>> answers =
        fixture.together(
            ledger,
            List.of(
                tx -> {
                  insertSetup(tx, "a");
                  return 0L;
                },
                tx -> {
                  insertSetup(tx, "b");
                  append(tx, "chat:1", "b");
                  return count(tx, "SELECT COUNT(*) FROM staff_setup");
                },
                tx -> count(tx, "SELECT COUNT(*) FROM event")));

    assertThat(answers.get(1).get()).isEqualTo(2);
    assertThat(answers.get(2).get()).isEqualTo(1);
  }

  @Test
  void parametersOfEveryKindAreBound() {
    ledger.write(tx -> {
      SqlTx.of(tx)
          .insert(
              "INSERT INTO api_key (site, id, name, key_hash, created_at, created_by,"
                  + " revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
              "demo",
              "1",
              "n",
              "h",
              tx.now(),
              "ann",
              null);
      return SqlTx.of(tx).update("UPDATE api_key SET name = ? WHERE ? = ?", "m", 1, 1L);
    });

    List<String> rows =
        ledger.query(
            "SELECT name, created_at, revoked_at FROM api_key WHERE site = ?",
            row ->
                row.getString("name")
                    + Rows.instant(row, "created_at")
                    + Rows.nullableInstant(row, "revoked_at"),
            "demo");
    assertThat(rows).containsExactly("m" + fixture.clock.instant() + "null");
  }

  @Test
  void aFullQueueRefusesAtOnce() throws Exception {
    ledger.close();
    SqlLedger small = fixture.open(fixture.settings.withQueue(2), _ -> {});
    CountDownLatch release = fixture.holdWriter(small);
    List<Future<Event>> waiting =
        List.of(
            fixture.writing(small, tx -> append(tx, "chat:1", "a")),
            fixture.writing(small, tx -> append(tx, "chat:1", "b")));
    while (small.stats().queued() < 2) {
      Thread.onSpinWait();
    }

    assertThatThrownBy(() -> small.write(tx -> append(tx, "chat:1", "c")))
        .isInstanceOfSatisfying(
            BellhopException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
              assertThat(e.after()).isPositive();
            });
    release.countDown();
    for (Future<Event> each : waiting) {
      each.get();
    }
    assertThat(small.head(channel("chat:1")).offset()).isEqualTo(2);
    assertThat(small.stats().refused()).isEqualTo(1);
  }

  @Test
  void aWriteThatTimesOutInTheQueueIsNeverCarriedOut() throws Exception {
    ledger.close();
    SqlLedger hasty = fixture.open(fixture.settings.withTimeout(Duration.ofMillis(50)), _ -> {});
    CountDownLatch release = fixture.holdWriter(hasty);

    assertThatThrownBy(() -> hasty.write(tx -> append(tx, "chat:1", "late")))
        .isInstanceOfSatisfying(
            BellhopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
    release.countDown();

    hasty.write(tx -> append(tx, "chat:1", "next"));
    assertThat(hasty.head(channel("chat:1")).offset()).isEqualTo(1);
  }

  @Test
  void aListenerThatThrowsBreaksNothing() {
    ledger.close();
    SqlLedger told =
        fixture.open(
            fixture.settings,
            _ -> {
              throw new IllegalStateException("on purpose");
            });

    told.write(tx -> append(tx, "chat:1", "a"));
    assertThat(told.write(tx -> append(tx, "chat:1", "b")).offset()).isEqualTo(2);
  }

  @Test
  void aTransactionEndsWithItsWorkAndWorksDoNotNest() {
    AtomicReference<Tx> kept = new AtomicReference<>();
    ledger.write(tx -> {
      kept.set(tx);
      return true;
    });

    assertThatThrownBy(() -> append(kept.get(), "chat:1", "late"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ledger.write(_ -> ledger.write(tx -> append(tx, "chat:1", "inner"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ledger.head(channel("chat:1")).offset()).isZero();
  }

  @Test
  void closingCommitsWhatWasTakenInAndThenRefuses() throws Exception {
    CountDownLatch release = fixture.holdWriter(ledger);
    Future<Event> waiting = fixture.writing(ledger, tx -> append(tx, "chat:1", "a"));
    while (ledger.stats().queued() < 1) {
      Thread.onSpinWait();
    }
    Future<Boolean> closed =
        fixture.calling(() -> {
          ledger.close();
          return true;
        });
    release.countDown();

    assertThat(waiting.get().offset()).isEqualTo(1);
    closed.get();
    assertThat(ledger.ready()).isFalse();
    assertThatThrownBy(() -> ledger.write(tx -> append(tx, "chat:1", "b")))
        .isInstanceOfSatisfying(
            BellhopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void theStatsAddUp() {
    ledger.write(tx -> append(tx, "chat:1", "a"));
    ledger.write(tx -> append(tx, "chat:1", "b"));

    LedgerStats stats = ledger.stats();
    assertThat(stats.writes()).isEqualTo(2);
    assertThat(stats.events()).isEqualTo(2);
    assertThat(LongStream.of(stats.commitTimes()).sum()).isEqualTo(stats.commits()).isEqualTo(2);
    assertThat(stats.commitNanos()).isPositive();
  }

  private List<Event> readAll(Channel channel) {
    List<Event> all = new ArrayList<>();
    List<Event> page;
    do {
      long last = all.isEmpty() ? 0 : all.getLast().offset();
      page = Objects.requireNonNull(ledger.read(channel, last, 100));
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  private static List<Long> offsets(@Nullable List<Event> events) {
    return Objects.requireNonNull(events).stream().map(Event::offset).toList();
  }

  private static void insertSetup(Tx tx, String token) {
    SqlTx.of(tx)
        .insert(
            "INSERT INTO staff_setup (site, token_hash, role, expires_at) VALUES (?, ?, 'staff', ?)",
            "demo",
            token,
            tx.now());
  }

  private static long count(Tx tx, String sql) {
    return SqlTx.of(tx).query(sql, row -> row.getLong(1)).getFirst();
  }
}
