package io.bellhop.bench;

import io.bellhop.bench.process.Server;
import io.bellhop.bench.process.ServerConfig;
import io.bellhop.bench.report.Aim;
import io.bellhop.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the launcher's command to the first HTTP answer. */
final class Start implements Part {
  private static final Aim SECONDS = Aim.atMost(1.5);

  @Override
  public String title() {
    return "start: from the command to the first HTTP answer, medians";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    int times = bed.pick(1, 5);
    List<Double> fresh = new ArrayList<>();
    List<Double> existing = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Path folder = bed.folder();
      fresh.add(seconds(bed, folder));
      existing.add(seconds(bed, folder));
    }
    report.add("start: fresh data folder", median(fresh), "s", SECONDS);
    report.add("start: existing data folder", median(existing), "s", SECONDS);
  }

  private static double seconds(Bed bed, Path folder) throws IOException, InterruptedException {
    try (Server server = bed.start(ServerConfig.sqlite(folder, Server.freePort()))) {
      return server.startedIn().toNanos() / 1e9;
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
