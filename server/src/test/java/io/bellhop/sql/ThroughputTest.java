package io.bellhop.sql;

import com.sun.management.OperatingSystemMXBean;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Tx;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Prints how many chat messages a second the ledger takes, beside a bare group commit of the rows.
 */
@Tag("long")
class ThroughputTest {
  private static final int ROOMS = Integer.getInteger("bellhop.rooms", 100);
  private static final long MILLIS = Long.getLong("bellhop.millis", 1_500);
  private static final int ROUNDS = Integer.getInteger("bellhop.rounds", 5);
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final int[] CLIENTS =
      Stream.of(System.getProperty("bellhop.clients", "1,200,2000").split(",", -1))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final String TEXT = "x".repeat(200);
  private static final String MESSAGE =
      "INSERT INTO chat_message (site, room, message_offset, number, kind, sender, sender_name,"
          + " sender_role, text, at) VALUES (?, ?, ?, 0, 'message', ?, ?, ?, ?, ?)";

  record Sent(long offset, long at) {}

  record Message(String text, String from) {}

  /** One message; the number is different for each. */
  private interface Send {
    void message(long number);
  }

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(Database.class)
  void measure(Database database) throws Exception {
    for (int clients : CLIENTS) {
      try (Fixture ours = new Fixture(database, folder.resolve("ledger" + clients));
          Fixture theirs = new Fixture(database, folder.resolve("bare" + clients))) {
        SqlLedger ledger = ours.open();
        theirs.open().close();
        try (Dialect dialect = Dialect.of(theirs.settings.store());
            Bare bare = new Bare(dialect.connect())) {
          compare(database + " " + clients + " clients", clients, ledger, bare);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void recovery(Database database) throws Exception {
    try (Fixture fixture = new Fixture(database, folder)) {
      SqlLedger ledger = fixture.open();
      for (int i = 0; i < 100; i++) {
        ledger.write(tx -> {
          for (int j = 0; j < 500; j++) {
            sent(tx, "room" + j % 50);
          }
          return true;
        });
      }
      for (int round = 0; round < 3; round++) {
        recover(database, fixture, ledger);
      }
    }
  }

  private static void recover(Database database, Fixture fixture, SqlLedger ledger)
      throws Exception {
    long start = System.nanoTime();
    List<Future<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Channel channel = new Channel("demo", "chat:room" + i % 50);
      clients.add(
          fixture.calling(() -> Objects.requireNonNull(ledger.read(channel, 0, 1_000)).size()));
    }
    long events = 0;
    for (Future<Integer> client : clients) {
      events += client.get();
    }
    System.out.printf(
        "MEASURED %s 1000 clients recover %d events in %d ms%n",
        database, events, (System.nanoTime() - start) / 1_000_000);
  }

  /** In turns, because others may use the machine as well; the first round warms up. */
  private static void compare(String title, int clients, SqlLedger ledger, Bare bare)
      throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      Rate ours = measure(clients, number -> send(ledger, number));
      Rate theirs = measure(clients, bare::send);
      if (round > 0) {
        ratios.add((double) ours.perSecond() / theirs.perSecond());
        System.out.println("MEASURED " + title + " ledger " + ours + " bare " + theirs);
      }
    }
    ratios.sort(null);
    LedgerStats stats = ledger.stats();
    System.out.printf(
        "MEASURED %s median ratio %.2f group %d%n",
        title, ratios.get(ROUNDS / 2), stats.writes() / stats.commits());
  }

  private record Rate(long perSecond, double p50, double p99, long cpuMicros) {
    @Override
    public String toString() {
      return "%d/s (p50 %.1f, p99 %.1f ms, cpu %d us)".formatted(perSecond, p50, p99, cpuMicros);
    }
  }

  private static void send(SqlLedger ledger, long number) {
    String room = "room" + number % ROOMS;
    Ledger.Key key = new Ledger.Key("demo", "ann", "k" + number, "hash" + number);
    ledger.write(new Ledger.Once<>(key, Sent.class), tx -> sent(tx, room));
  }

  private static Sent sent(Tx tx, String room) {
    Event event =
        tx.append(new Channel("demo", "chat:" + room), "message", new Message(TEXT, "ann"), "ann");
    SqlTx.of(tx)
        .insert(MESSAGE, "demo", room, event.offset(), "ann", "Ann", "guest", TEXT, event.at());
    return new Sent(event.offset(), event.at().toEpochMilli());
  }

  private static Rate measure(int clients, Send send) throws Exception {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    List<Future<List<Long>>> all = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        all.add(callers.submit(() -> sendUntil(send, start + MILLIS * 1_000_000)));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Long> latencies = new ArrayList<>();
    for (Future<List<Long>> each : all) {
      latencies.addAll(each.get());
    }
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Rate(
        (long) (sorted.length / seconds),
        at(sorted, 0.5),
        at(sorted, 0.99),
        (cpuNanos() - cpu) / 1_000 / sorted.length);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static List<Long> sendUntil(Send send, long end) {
    List<Long> latencies = new ArrayList<>();
    long now = System.nanoTime();
    while (now < end) {
      send.message(NUMBERS.incrementAndGet());
      long after = System.nanoTime();
      latencies.add(after - now);
      now = after;
    }
    return latencies;
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (sorted.length * share)] / 1e6;
  }

  /** The same rows with the least there can be: a queue, three batches, a commit. */
  private static final class Bare implements AutoCloseable {
    private record Row(long number, CompletableFuture<Boolean> done) {}

    private final BlockingQueue<Row> queue = new ArrayBlockingQueue<>(8_192);
    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement message;
    private final PreparedStatement request;
    private final long[] offsets = new long[ROOMS];
    private final Thread thread = Thread.ofPlatform().start(this::run);

    Bare(Connection connection) throws SQLException {
      this.connection = connection;
      event =
          connection.prepareStatement(
              "INSERT INTO event (channel_id, event_offset, type, data, at, actor)"
                  + " VALUES (?, ?, ?, ?, ?, ?)");
      message = connection.prepareStatement(MESSAGE);
      request =
          connection.prepareStatement(
              "INSERT INTO request (key, hash, answer, at) VALUES (?, ?, ?, ?)");
    }

    void send(long number) {
      Row row = new Row(number, new CompletableFuture<>());
      queue.add(row);
      row.done().join();
    }

    private void run() {
      try {
        List<Row> group = new ArrayList<>();
        while (!Thread.interrupted()) {
          group.add(queue.take());
          queue.drainTo(group, 255);
          for (Row row : group) {
            add(row.number());
          }
          event.executeBatch();
          message.executeBatch();
          request.executeBatch();
          connection.commit();
          group.forEach(row -> row.done().complete(true));
          group.clear();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private void add(long number) throws SQLException {
      int room = (int) (number % ROOMS);
      long offset = ++offsets[room];
      byte[] key = RequestKey.digest("demo", "ann", "k" + number).bytes();
      String data = "{\"text\":\"" + TEXT + "\",\"from\":\"ann\"}";
      bind(event, (long) room, offset, "message", data, 1L, "ann");
      bind(message, "demo", "room" + room, offset, "ann", "Ann", "guest", TEXT, 1L);
      bind(request, key, key, "{\"offset\":" + offset + ",\"at\":1}", 1L);
    }

    private static void bind(PreparedStatement statement, Object... row) throws SQLException {
      Rows.bind(statement, Arrays.copyOf(row, row.length));
      statement.addBatch();
    }

    @Override
    public void close() throws SQLException {
      thread.interrupt();
      while (thread.isAlive()) {
        Thread.onSpinWait();
      }
      connection.close();
    }
  }
}
