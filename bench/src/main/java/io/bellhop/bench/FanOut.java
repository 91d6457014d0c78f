package io.bellhop.bench;

import io.bellhop.bench.FanOutLoad.Measured;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.process.Floor;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.report.Aim;
import io.bellhop.bench.report.Report;

/**
 * One channel with many subscribers: at full speed and at 20,000 deliveries a second, beside a loop
 * that only writes.
 */
final class FanOut implements Part {
  private static final double PACE = 20_000;
  private static final Aim CPU = Aim.atMost(0.3);
  private static final Aim RATIO = Aim.atMost(1.3);
  private static final Aim P99 = Aim.atMost(100);

  @Override
  public String title() {
    return "fanout: messages of 200 bytes to the subscribers of one channel";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    live(bed, report, 1_000);
    durable(bed, report, 1_000);
    if (!bed.isQuick()) {
      live(bed, report, 5_000);
    }
  }

  private static void live(Bed bed, Report report, int subscribers) throws Exception {
    String name = "fanout " + subscribers;
    Measured full;
    Measured paced;
    try (Server server = bed.server();
        FanOutLoad load = FanOutLoad.publishing(bed, server, subscribers)) {
      WarmUp.with(bed, server, () -> load.full(1));
      full = load.full(bed.pick(1.0, 4.0));
      load.settle();
      WarmUp.with(bed, server, () -> load.paced(PACE, 2));
      paced = load.paced(PACE, bed.pick(2.0, 10.0));
      complain(report, load);
    }
    full(report, name + " full", full);
    paced(report, name + " paced", paced);
    floor(bed, report, name, subscribers, full, paced);
  }

  private static void durable(Bed bed, Report report, int subscribers) throws Exception {
    String name = "fanout " + subscribers + " durable";
    try (Server server = bed.server();
        FanOutLoad load = FanOutLoad.chatting(bed, server, subscribers)) {
      WarmUp.with(bed, server, () -> load.full(1));
      full(report, name + " full", load.full(bed.pick(1.0, 4.0)));
      load.settle();
      WarmUp.with(bed, server, () -> load.paced(PACE, 2));
      paced(report, name + " paced", load.paced(PACE, bed.pick(2.0, 6.0)));
      complain(report, load);
    }
  }

  private static void full(Report report, String name, Measured full) {
    report.add(name + ": deliveries", full.deliveriesPerSecond(), "/s");
    report.add(name + ": server CPU", full.cpuPerMillion(), "s/M", CPU);
    report.add(name + ": events per write", full.eventsPerFrame(), "");
  }

  private static void paced(Report report, String name, Measured paced) {
    report.add(name + ": deliveries", paced.deliveriesPerSecond(), "/s");
    report.add(name + ": p50", paced.p50(), "ms");
    report.add(name + ": p99", paced.p99(), "ms", P99);
    report.add(name + ": server CPU", paced.cpuPerMillion(), "s/M");
  }

  private static void floor(
      Bed bed, Report report, String name, int subscribers, Measured full, Measured paced)
      throws Exception {
    try (Floor floor = bed.own(Floor.start(subscribers));
        Swarm readers = new Swarm(floor.port())) {
      readers.drain(subscribers);
      floor.run(0, paced.bytesPerFrame(), bed.pick(0.5, 1.0));
      Floor.Run slow = floor.run(PACE / subscribers, paced.bytesPerFrame(), bed.pick(2.0, 10.0));
      Floor.Run single = floor.run(0, paced.bytesPerFrame(), bed.pick(0.5, 2.0));
      Floor.Run batched = floor.run(0, full.bytesPerFrame(), bed.pick(0.5, 3.0));
      double least = perMillion(slow, subscribers, 1);
      report.add(name + " paced: write loop CPU", least, "s/M");
      report.add(name + " paced: server / write loop", paced.cpuPerMillion() / least, "x", RATIO);
      report.add(name + " full: write loop CPU", perMillion(single, subscribers, 1), "s/M");
      report.add(
          name + " full: batched write loop CPU",
          perMillion(batched, subscribers, full.eventsPerFrame()),
          "s/M");
    }
  }

  private static double perMillion(Floor.Run run, int subscribers, double events) {
    return run.cpuSeconds() / (run.rounds() * (double) subscribers * events) * 1e6;
  }

  private static void complain(Report report, FanOutLoad load) throws InterruptedException {
    String failure = load.failure();
    if (failure != null) {
      report.note("some were refused: " + failure);
    }
  }
}
