package io.bellhop.bench;

import io.bellhop.bench.report.Report;
import io.bellhop.bench.report.Results;
import io.bellhop.logging.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./bellhop bench [--quick] [PART …]}: measures, prints a table beside the last release's
 * figures, and writes {@code bench/results/latest.json}.
 */
public final class Bench {
  private static final String QUICK = "--quick";
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private final Path home;
  private final boolean quick;
  private final Map<String, Part> parts;
  private final AtomicReference<@Nullable Bed> current = new AtomicReference<>();

  private Bench(Path home, boolean quick, Map<String, Part> parts) {
    this.home = home;
    this.quick = quick;
    this.parts = parts;
  }

  public static void main(String[] arguments) throws IOException {
    Logging.set(false, "ERROR");
    Map<String, Part> all = all();
    List<String> names = new ArrayList<>(Arrays.asList(arguments));
    boolean quick = names.remove(QUICK);
    if (!all.keySet().containsAll(names)) {
      System.err.println("usage: bench [" + QUICK + "] [PART …]; parts are " + all.keySet());
      System.exit(USAGE);
    }
    if (!names.isEmpty()) {
      all.keySet().retainAll(names);
    }
    boolean well = new Bench(Path.of(System.getProperty("bellhop.home")), quick, all).run();
    System.exit(well ? 0 : FAILED);
  }

  private static Map<String, Part> all() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("fanout", new FanOut());
    parts.put("durable", new Durable());
    parts.put("chat", new Chat());
    parts.put("connect", new Connect());
    parts.put("idle", new Idle());
    parts.put("recover", new Recover());
    parts.put("nodes", new Nodes());
    parts.put("start", new Start());
    return parts;
  }

  private boolean run() throws IOException {
    Path results = home.resolve("bench/results");
    Report report = new Report(System.out, Results.read(results.resolve("RELEASE.json")));
    Runtime.getRuntime().addShutdownHook(new Thread(this::onInterrupt));
    boolean well = true;
    for (Part part : parts.values()) {
      report.heading(part.title());
      well &= run(part, report);
    }
    report.print();
    Results.write(results.resolve("latest.json"), circumstances(), report.figures());
    return well;
  }

  /** Runs a part on a bed of its own. */
  private boolean run(Part part, Report report) throws IOException {
    Bed bed = new Bed(home, quick);
    current.set(bed);
    try {
      part.run(bed, report);
      return true;
    } catch (Exception e) {
      report.note("FAILED: " + e + bed.logs());
      return false;
    } finally {
      bed.close();
    }
  }

  private void onInterrupt() {
    Bed bed = current.get();
    if (bed != null) {
      bed.close();
    }
  }

  private Map<String, String> circumstances() {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    told.put("java", Runtime.version().toString());
    told.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    told.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    told.put("quick", Boolean.toString(quick));
    return told;
  }
}
