package io.bellhop.bench;

import io.bellhop.bench.load.Client.Request;
import io.bellhop.bench.load.Client.Watcher;
import io.bellhop.bench.load.Line;
import io.bellhop.bench.load.Requested;
import io.bellhop.bench.load.Senders;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.report.Report;
import java.time.Duration;
import java.util.List;

/** Many clients come back at once, each with a thousand durable events to catch up on. */
final class Recover implements Part {
  private static final int EVENTS = 1_000;
  private static final int WAITING = 64;
  private static final int SENDERS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String title() {
    return "recover: clients that each missed 1,000 durable events";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    int clients = bed.pick(200, 1_000);
    try (Server server = bed.server()) {
      fill(bed, server);
      WarmUp.with(bed, server, () -> recover(bed, server, clients));
      double cpu = server.cpuSeconds();
      double seconds = recover(bed, server, clients);
      double events = (double) clients * EVENTS;
      report.add("recover: until all have all", seconds, "s");
      report.add("recover: events", events / seconds, "/s");
      report.add("recover: server CPU", (server.cpuSeconds() - cpu) / events * 1e6, "s/M");
    }
  }

  private static void fill(Bed bed, Server server) throws InterruptedException {
    try (Swarm swarm = bed.own(new Swarm(server.port()))) {
      List<Line> lines = swarm.open(SENDERS, WAITING, bed.clients("staff", Watcher.NONE));
      Senders senders = new Senders(swarm, lines, Requested.chat(1, "fill"));
      while (swarm.call(senders::sent) < EVENTS) {
        senders.keepWaiting(WAITING, () -> senders.sent() < EVENTS, 0.5);
      }
      senders.settle();
    }
  }

  /** The seconds from the first connect until the last client has everything. */
  private static double recover(Bed bed, Server server, int clients) throws InterruptedException {
    try (Swarm swarm = bed.own(new Swarm(server.port()))) {
      long began = System.nanoTime();
      List<Line> lines =
          swarm.open(
              clients,
              clients,
              bed.clients("customer", Watcher.NONE, Request.recover("chat:room0")));
      while (!swarm.call(() -> lines.stream().allMatch(Recover::hasAll))) {
        if (System.nanoTime() - began > PATIENCE.toNanos()
            || swarm.call(() -> lines.stream().anyMatch(Line::ended))) {
          throw new IllegalStateException("a client was cut off, or has not got everything");
        }
        Thread.sleep(2);
      }
      return (System.nanoTime() - began) / 1e9;
    }
  }

  private static boolean hasAll(Line line) {
    return line.synced() && line.offset() >= EVENTS;
  }
}
