package io.bellhop.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import io.bellhop.bench.load.Client.Request;
import io.bellhop.bench.load.Client.Watcher;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.report.Aim;
import io.bellhop.bench.report.Report;
import java.lang.management.ManagementFactory;

/**
 * What connections cost that do nothing: each has a session and two subscriptions, and answered at
 * least one ping since it came.
 */
final class Idle implements Part {
  private static final int AT_ONCE = 64;
  private static final int WARM_UP = 500;
  private static final int MOST = 20_000;
  private static final int OTHER_FILES = 500;
  private static final Aim RESIDENT = Aim.atMost(6);

  @Override
  public String title() {
    return "idle: connections with two subscriptions each that do nothing";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    int count = bed.pick(2_000, Math.min(MOST, descriptors() - OTHER_FILES) - WARM_UP);
    try (Server server = bed.server();
        Swarm swarm = bed.own(new Swarm(server.port()))) {
      open(bed, swarm, WARM_UP);
      Thread.sleep(1_000);
      long heapBefore = server.liveHeapKib();
      long before = server.residentKib();
      open(bed, swarm, count);
      Thread.sleep(bed.pick(2_000, 26_000));
      double cpu = server.cpuSeconds();
      Thread.sleep(bed.pick(1_000, 5_000));
      double idleCpu = (server.cpuSeconds() - cpu) / bed.pick(1, 5) * 1_000;
      long after = server.residentKib();
      report.add("idle: connections", count + WARM_UP, "");
      report.add("idle: server CPU", idleCpu, "ms/s");
      report.add("idle: resident per connection", kib(after - before, count), "KiB", RESIDENT);
      long heap = server.liveHeapKib() - heapBefore;
      report.add("idle: live heap per connection", kib(heap, count), "KiB");
    }
  }

  private static double kib(long all, int count) {
    return (double) all / count;
  }

  private static void open(Bed bed, Swarm swarm, int count) throws InterruptedException {
    swarm.open(
        count,
        AT_ONCE,
        bed.clients(
            "customer",
            Watcher.NONE,
            Request.subscribe("chat:room0"),
            Request.subscribe("site:all")));
  }

  /** How many files a process may have open. */
  private static int descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(unix.getMaxFileDescriptorCount(), Integer.MAX_VALUE)
        : MOST;
  }
}
