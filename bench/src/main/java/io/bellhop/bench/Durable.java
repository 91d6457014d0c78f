package io.bellhop.bench;

import io.bellhop.bench.load.Client.Watcher;
import io.bellhop.bench.load.Line;
import io.bellhop.bench.load.Requested;
import io.bellhop.bench.load.Senders;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.process.ServerConfig;
import io.bellhop.bench.report.Aim;
import io.bellhop.bench.report.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code chat.send} with a key each, from 1, 200 and 2,000 waiting clients, on both stores; in
 * turns with the least that storing the same rows can cost.
 */
final class Durable implements Part {
  private static final int[] WAITING = {1, 200, 2_000};
  private static final int AIMED = 200;
  private static final Aim RATIO = Aim.atLeast(0.6);

  /** Each may send 20 at once and 10 a second, so it takes many. */
  private static final int PEOPLE = 4_000;

  private static final int AT_ONCE = 128;

  @Override
  public String title() {
    return "durable: chat.send, answered after the commit with fsync";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    run(bed, report, "sqlite", Stores.sqlite(bed));
    run(bed, report, "postgresql", PostgresqlStores.start(bed));
  }

  private static void run(Bed bed, Report report, String name, Stores stores) throws Exception {
    ServerConfig config = stores.server(bed.folder(), Server.freePort());
    try (Server server = bed.start(config);
        Swarm swarm = bed.own(new Swarm(server.port()));
        Bare bare = bed.own(new Bare(stores.bare()))) {
      List<Line> people =
          swarm.open(bed.pick(500, PEOPLE), AT_ONCE, bed.clients("customer", Watcher.NONE));
      Senders senders = new Senders(swarm, people, Requested.chat(ServerConfig.ROOMS, name));
      Rounds rounds = new Rounds(server, senders, bare, bed.pick(0.5, 2.0));
      WarmUp.with(bed, server, () -> senders.keepWaiting(AIMED, () -> true, 1));
      for (int waiting : WAITING) {
        compare(bed, report, name + " " + waiting, rounds, waiting);
      }
      String failure = senders.failure();
      if (failure != null) {
        report.note("some were refused: " + failure);
      }
    }
  }

  private static void compare(Bed bed, Report report, String name, Rounds rounds, int waiting)
      throws InterruptedException {
    List<Rounds.Round> all = new ArrayList<>();
    for (int i = 0; i < bed.pick(1, 3); i++) {
      all.add(rounds.measure(waiting));
    }
    all.sort(java.util.Comparator.comparingDouble(Rounds.Round::ratio));
    Rounds.Round middle = all.get(all.size() / 2);
    report.add("durable " + name + ": messages", middle.perSecond(), "/s");
    report.add("durable " + name + ": p50", middle.count().p50(), "ms");
    report.add("durable " + name + ": p99", middle.count().p99(), "ms");
    report.add("durable " + name + ": server CPU", middle.cpuMicros(), "µs each");
    report.add("durable " + name + ": bare inserts", middle.barePerSecond(), "/s");
    report.add(
        "durable " + name + ": messages / bare",
        middle.ratio(),
        "x",
        waiting == AIMED ? RATIO : null);
  }
}
