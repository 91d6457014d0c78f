package io.bellhop.bench;

import io.bellhop.bench.load.Client.Request;
import io.bellhop.bench.load.Client.Watcher;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.report.Report;

/** How fast clients can come: the handshake, {@code connect} and one {@code subscribe}. */
final class Connect implements Part {
  private static final int AT_ONCE = 128;
  private static final int WARM_UP = 1_000;

  @Override
  public String title() {
    return "connect: handshake, connect and one subscribe";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    int count = bed.pick(1_000, 6_000);
    try (Server server = bed.server();
        Swarm swarm = bed.own(new Swarm(server.port()))) {
      WarmUp.with(bed, server, () -> open(bed, swarm, WARM_UP));
      double cpu = server.cpuSeconds();
      long began = System.nanoTime();
      open(bed, swarm, count);
      double seconds = (System.nanoTime() - began) / 1e9;
      report.add("connect: connects", count / seconds, "/s");
      report.add("connect: server CPU", (server.cpuSeconds() - cpu) / count * 1e6, "µs each");
    }
  }

  private static void open(Bed bed, Swarm swarm, int count) throws InterruptedException {
    swarm.open(
        count, AT_ONCE, bed.clients("customer", Watcher.NONE, Request.subscribe("chat:room0")));
  }
}
