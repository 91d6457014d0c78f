package io.bellhop.sql;

import static io.bellhop.sql.Fixture.append;
import static io.bellhop.sql.Fixture.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Tx;
import io.bellhop.logging.LogOf;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresqlTest {
  private static final String BACKEND = "SELECT pg_backend_pid()";

  private Fixture fixture;
  private SqlLedger ledger;

  @BeforeEach
  void open() {
    fixture = new Fixture(Database.POSTGRESQL, Path.of(""));
    ledger = fixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void serversThatWriteTheSameChannelsLeaveNoGapsAndCommitInTheOrderOfOffsets() throws Exception {
    long seed = new Random().nextLong();
    List<Event> here = new CopyOnWriteArrayList<>();
    List<Event> there = new CopyOnWriteArrayList<>();
    List<SqlLedger> servers =
        List.of(
            fixture.open(fixture.settings, here::addAll),
            fixture.open(fixture.settings, there::addAll));
    List<Future<List<Event>>> writers = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      Random random = new Random(seed + i);
      SqlLedger server = servers.get(i % 2);
      writers.add(fixture.calling(() -> write(server, random, 50)));
    }
    List<Event> acknowledged = new ArrayList<>();
    for (Future<List<Event>> writer : writers) {
      acknowledged.addAll(writer.get());
    }

    for (int i = 0; i < 4; i++) {
      Channel channel = channel("chat:" + i);
      List<Event> stored = readAll(channel);
      assertThat(stored.stream().map(Event::offset))
          .as("seed %s", seed)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, stored.size()).boxed().toList());
      assertThat(stored)
          .as("seed %s", seed)
          .containsExactlyInAnyOrderElementsOf(in(channel, acknowledged));
      assertThat(in(channel, here)).as("seed %s", seed).isSubsetOf(stored);
      assertThat(in(channel, here).stream().map(Event::offset)).as("seed %s", seed).isSorted();
      assertThat(in(channel, there).stream().map(Event::offset)).as("seed %s", seed).isSorted();
    }
    assertThat(here.size() + there.size()).as("seed %s", seed).isEqualTo(32 * 50);
    assertThat(positionsOutOfOrder()).as("seed %s", seed).isZero();
  }

  @Test
  void serversThatLockChannelsAndRowsInAnyOrderNeverWaitInACircle() throws Exception {
    long seed = new Random().nextLong();
    List<SqlLedger> servers = List.of(ledger, fixture.open());
    List<Future<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      Random random = new Random(seed + i);
      SqlLedger server = servers.get(i % 2);
      writers.add(
          fixture.calling(() -> {
            for (int j = 0; j < 30; j++) {
              lockInAnyOrder(server, random);
            }
            return 2 * 30;
          }));
    }
    int written = 0;
    for (Future<Integer> writer : writers) {
      written += writer.get();
    }

    int stored = 0;
    for (int i = 0; i < 4; i++) {
      stored += readAll(channel("chat:" + i)).size();
    }
    assertThat(stored).as("seed %s", seed).isEqualTo(written);
    assertThat(
            ledger.query(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
                row -> row.getInt(1)))
        .as("seed %s", seed)
        .containsExactly(0);
  }

  @Test
  void rowsThatWereReadAgainBeforeAnotherServersEventWasNoticedAreThereOnce() throws Exception {
    SqlLedger other = fixture.open();
    ledger.write(tx -> append(tx, "chat:1", "known here"));
    other.write(tx -> append(tx, "chat:1", "not known here"));
    String count = "SELECT COUNT(*) FROM timer WHERE kind LIKE 'row %'";

    List<Future<Long>> answers =
        fixture.together(
            ledger,
            List.of(
                tx -> {
                  insertRow(tx, "1");
                  return 0L;
                },
                tx -> SqlTx.of(tx).query(count, row -> row.getLong(1)).getFirst(),
                tx -> {
                  insertRow(tx, "2");
                  return append(tx, "chat:1", "third").offset();
                }));

    assertThat(answers.get(1).get()).isEqualTo(1);
    assertThat(answers.get(2).get()).isEqualTo(3);
    assertThat(ledger.query(count, row -> row.getLong(1))).containsExactly(2L);
  }

  @Test
  void whatAWorkReadBeforeAnotherServersEventIsReadAgainThoughTheChannelIsNew() {
    SqlLedger other = fixture.open();
    other.write(tx -> append(tx, "chat:1", "first"));
    AtomicInteger runs = new AtomicInteger();
    String newest = "SELECT MAX(event_offset) FROM event";

    long read =
        ledger.write(tx -> {
          long offset = SqlTx.of(tx).query(newest, row -> row.getLong(1)).getFirst();
          if (runs.incrementAndGet() == 1) {
            other.write(atOnce -> append(atOnce, "chat:1", "between"));
          }
          append(tx, "chat:1", "after what was read");
          return offset;
        });

    assertThat(read).isEqualTo(2);
    assertThat(runs).hasValue(2);
    assertThat(ledger.write(tx -> append(tx, "chat:1", "known now")).offset()).isEqualTo(4);
  }

  @Test
  void aChannelThatAnotherServerCreatedWhileItsCreationWasTakenBackIsTakenAsItIs() {
    SqlLedger other = fixture.open();
    ledger.write(tx -> append(tx, "chat:1", "known here"));
    other.write(tx -> append(tx, "chat:1", "not known here"));
    AtomicInteger runs = new AtomicInteger();

    long offset =
        ledger.write(tx -> {
          if (runs.incrementAndGet() == 2) {
            other.write(atOnce -> append(atOnce, "chat:new", "theirs"));
          }
          append(tx, "chat:1", "third");
          return append(tx, "chat:new", "ours").offset();
        });

    assertThat(offset).isEqualTo(2);
    assertThat(runs).hasValue(3);
  }

  /** A row with a key of its own each time, as of something that has a random id. */
  private static void insertRow(Tx tx, String number) {
    SqlTx.of(tx)
        .insert(
            "INSERT INTO timer (kind, key, due_at, fire_at, data) VALUES (?, ?, 0, 0, '')",
            "row " + number,
            UUID.randomUUID().toString());
  }

  private static void lockInAnyOrder(SqlLedger server, Random random) {
    int first = random.nextInt(4);
    int second = random.nextInt(4);
    int third = random.nextInt(4);
    int when = random.nextInt(6);
    var _ =
        server.write(tx -> {
          lockRow(tx, when == 0);
          append(tx, "chat:" + first, "x");
          lockRow(tx, when == 1);
          append(tx, "chat:" + second, "x");
          lockRow(tx, when == 2);
          SqlTx.of(tx).hold(channel("chat:" + third));
          return true;
        });
  }

  private static void lockRow(Tx tx, boolean really) {
    if (really) {
      SqlTx.of(tx).update("UPDATE ledger SET epoch = epoch");
    }
  }

  private long positionsOutOfOrder() {
    return ledger
        .query(
            "SELECT COUNT(*) FROM event a JOIN event b ON a.channel_id = b.channel_id"
                + " AND b.event_offset = a.event_offset + 1 WHERE a.position >= b.position",
            row -> row.getLong(1))
        .getFirst();
  }

  private static List<Event> write(SqlLedger server, Random random, int times) {
    List<Event> written = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      String first = "chat:" + random.nextInt(4);
      written.add(server.write(tx -> append(tx, first, "x")));
    }
    return written;
  }

  private static List<Event> in(Channel channel, List<Event> events) {
    return events.stream().filter(event -> event.channel().equals(channel)).toList();
  }

  @Test
  void aConnectionKilledInMidTransactionLosesNothing() throws Exception {
    AtomicBoolean killed = new AtomicBoolean();
    List<Future<Event>> answers =
        fixture.together(
            ledger,
            List.of(
                tx -> append(tx, "chat:1", "a"),
                tx -> {
                  int pid = SqlTx.of(tx).query(BACKEND, row -> row.getInt(1)).getFirst();
                  if (killed.compareAndSet(false, true)) {
                    Database.administrate("SELECT pg_terminate_backend(" + pid + ")");
                  }
                  return append(tx, "chat:1", "b");
                }));

    assertThat(answers.get(0).get().offset()).isEqualTo(1);
    assertThat(answers.get(1).get().offset()).isEqualTo(2);
    assertThat(readAll(channel("chat:1"))).isEqualTo(fixture.delivered);
  }

  @Test
  void aServerThatStandsStillInATransactionHoldsUpNobodyForLong() throws Exception {
    SqlLedger other = fixture.open();
    CountDownLatch locked = new CountDownLatch(1);
    AtomicBoolean still = new AtomicBoolean(true);
    Future<Event> frozen =
        fixture.writing(
            ledger,
            tx -> {
              SqlTx.of(tx).query("SELECT 1 FROM ledger FOR UPDATE", row -> row.getInt(1));
              if (still.getAndSet(false)) {
                locked.countDown();
                LockSupport.parkNanos(Duration.ofSeconds(7).toNanos());
              }
              return append(tx, "chat:1", "late");
            });
    locked.await();

    long start = System.nanoTime();
    long first =
        other
            .write(tx -> {
              SqlTx.of(tx).query("SELECT 1 FROM ledger FOR UPDATE", row -> row.getInt(1));
              return append(tx, "chat:1", "in time");
            })
            .offset();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    assertThat(first).isEqualTo(1);
    assertThat(frozen.get().offset()).isEqualTo(2);
  }

  @Test
  void connectionsKilledAtRandomNeverLoseWhatWasAcknowledged() throws Exception {
    Future<List<Event>> writer = fixture.calling(() -> writeUntilAcknowledged(300));
    int kills = 0;
    while (!writer.isDone()) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      Database.administrate(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
              + databaseName()
              + "'");
      kills++;
    }
    List<Event> acknowledged = writer.get();

    assertThat(kills).isPositive();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(readAll(channel("chat:1"))).containsAll(acknowledged));
    List<Event> stored = readAll(channel("chat:1"));
    assertThat(stored.getLast().offset()).isEqualTo(stored.size());
  }

  private List<Event> writeUntilAcknowledged(int count) {
    List<Event> acknowledged = new ArrayList<>();
    while (acknowledged.size() < count) {
      try {
        acknowledged.add(ledger.write(tx -> append(tx, "chat:1", "x")));
      } catch (BellhopException e) {
        assertThat(e.code()).isIn(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
    return acknowledged;
  }

  private String databaseName() {
    SqlSettings.Store.Postgresql store = (SqlSettings.Store.Postgresql) fixture.settings.store();
    return store.url().replaceFirst(".*/", "");
  }

  @Test
  void whileTheDatabaseIsAwayWritesFailQuicklyAndThenGoOn() {
    String name = databaseName();
    ledger.write(tx -> append(tx, "chat:1", "a"));
    Database.administrate("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    Database.administrate(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");

    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> ledger.write(tx -> append(tx, "chat:1", "lost")))
          .isInstanceOfSatisfying(
              BellhopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
      assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }
    assertThat(ledger.ready()).isFalse();

    Database.administrate("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    await().until(ledger::ready);
    assertThat(ledger.write(tx -> append(tx, "chat:1", "b")).offset()).isEqualTo(2);
    assertThat(readAll(channel("chat:1"))).hasSize(2);
  }

  @Test
  void aDatabaseThatOnlyReadsIsAwayUntilOneIsThereThatWrites() {
    String name = databaseName();
    ledger.write(tx -> append(tx, "chat:1", "a"));
    Database.administrate("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    Database.administrate(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> ledger.write(tx -> append(tx, "chat:1", "lost")))
          .isInstanceOfSatisfying(
              BellhopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
    await().until(() -> !ledger.ready());

    Database.administrate("ALTER DATABASE " + name + " RESET default_transaction_read_only");
    await().until(ledger::ready);
    assertThat(ledger.write(tx -> append(tx, "chat:1", "b")).offset()).isEqualTo(2);
  }

  @Test
  void aConnectionThatMayNoLongerWriteIsGivenUp() {
    ledger.write(tx -> append(tx, "chat:1", "a"));
    ledger.write(tx ->
        SqlTx.of(tx)
            .query("SELECT set_config('default_transaction_read_only', 'on', false)", _ -> true));

    assertThat(ledger.write(tx -> append(tx, "chat:1", "b")).offset()).isEqualTo(2);
  }

  /** As after a failover to a standby that had not got everything. */
  @Test
  void whatTheDatabaseLostIsSaid() {
    for (String text : List.of("a", "b", "c")) {
      ledger.write(tx -> append(tx, "chat:1", text));
    }
    ledger.write(tx ->
        SqlTx.of(tx).update("DELETE FROM event WHERE event_offset > 1")
            + SqlTx.of(tx).update("UPDATE channel SET head = 1"));

    try (LogOf log = new LogOf(Heads.class)) {
      assertThat(ledger.write(tx -> append(tx, "chat:1", "d")).offset()).isEqualTo(2);
      assertThat(log.lines()).singleElement().asString().contains("lost", "chat:1", "3", "1");
    }
    String before = ledger.head(channel("chat:1")).epoch();
    ledger.write(tx -> SqlTx.of(tx).update("UPDATE ledger SET epoch = gen_random_uuid()::text"));
    assertThat(fixture.open().head(channel("chat:1")).epoch()).isNotEqualTo(before).hasSize(36);
  }

  @Test
  void settingsNeverShowThePassword() {
    assertThat(SqlSettings.postgresql("jdbc:postgresql://h/d?password=x", "u", "secret", 2))
        .asString()
        .doesNotContain("secret", "password");
  }

  private List<Event> readAll(Channel channel) {
    List<Event> all = new ArrayList<>();
    List<Event> page;
    do {
      long last = all.isEmpty() ? 0 : all.getLast().offset();
      page = Objects.requireNonNull(ledger.read(channel, last, 1_000));
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }
}
