package io.bellhop.bench;

import io.bellhop.bench.load.Client.Request;
import io.bellhop.bench.load.Client.Watcher;
import io.bellhop.bench.load.Line;
import io.bellhop.bench.load.Requested;
import io.bellhop.bench.load.Senders;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.process.Redis;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.report.Aim;
import io.bellhop.bench.report.Report;
import java.time.Duration;
import java.util.List;

/** Thousands of clients of one of two servers, which is killed: all come to the other. */
final class Storm {
  private static final String CHANNEL = "chat:room0";
  private static final int AT_ONCE = 64;
  private static final int WAITING = 32;
  private static final int MISSED = 100;
  private static final int SENDERS = 50;
  private static final Aim SOON = Aim.atMost(10);

  /** Within which clients come back whose connection broke, as the SDK spreads them. */
  private static final Duration JITTER = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration DELIVERED = Duration.ofMillis(300);
  private static final Duration STATISTICS = Duration.ofMillis(1_500);

  private final Bed bed;
  private final Report report;
  private final PostgresqlStores store;
  private final Redis redis;
  private final int clients;

  Storm(Bed bed, Report report, PostgresqlStores store, Redis redis) {
    this.bed = bed;
    this.report = report;
    this.store = store;
    this.redis = redis;
    this.clients = bed.pick(500, 5_000);
  }

  void run() throws Exception {
    List<Server> servers = Nodes.start(bed, store, redis, 2);
    Server dying = servers.getFirst();
    Server other = servers.getLast();
    try (Swarm before = bed.own(new Swarm(dying.port()));
        Swarm after = bed.own(new Swarm(other.port()))) {
      long known = write(after, "storm-known", 1);
      before.open(
          clients, AT_ONCE, bed.clients("customer", Watcher.NONE, Request.recover(CHANNEL, known)));
      dying.kill();
      long last = write(after, "storm-missed", MISSED);
      double cpu = other.cpuSeconds();
      long transactions = transactions();
      double seconds = recover(after, known, last);
      double queries = transactions() - transactions;
      report.add("storm %d: until all have all".formatted(clients), seconds, "s", SOON);
      report.add("storm %d: queries per client".formatted(clients), queries / clients, "");
      report.add("storm %d: queries".formatted(clients), queries / seconds, "/s");
      report.add("storm %d: server CPU".formatted(clients), other.cpuSeconds() - cpu, "s");
    }
    servers.forEach(Server::close);
  }

  /** Writes so many events and tells the offset of the last. */
  private long write(Swarm swarm, String run, int events) throws InterruptedException {
    List<Line> lines =
        swarm.open(
            SENDERS, AT_ONCE, bed.clients("staff", Watcher.NONE, Request.subscribe(CHANNEL)));
    Senders senders = new Senders(swarm, lines, Requested.chat(1, run));
    while (swarm.call(senders::sent) < events) {
      senders.keepWaiting(WAITING, () -> senders.sent() < events, 0.1);
    }
    senders.settle();
    Thread.sleep(DELIVERED);
    return swarm.call(lines.getFirst()::offset);
  }

  /** The seconds from the first that comes back until the last has everything. */
  private double recover(Swarm swarm, long known, long last) throws InterruptedException {
    long began = System.nanoTime();
    List<Line> lines =
        swarm.open(
            clients,
            JITTER,
            bed.clients("customer", Watcher.NONE, Request.recover(CHANNEL, known)));
    while (!swarm.call(() -> lines.stream().allMatch(line -> line.offset() >= last))) {
      if (System.nanoTime() - began > PATIENCE.toNanos()
          || swarm.call(() -> lines.stream().anyMatch(Line::ended))) {
        throw new IllegalStateException("a client was cut off, or has not got everything");
      }
      Thread.sleep(2);
    }
    return (System.nanoTime() - began) / 1e9;
  }

  /** Servers of PostgreSQL report what they did about once a second. */
  private long transactions() throws Exception {
    Thread.sleep(STATISTICS);
    return store.transactions();
  }
}
