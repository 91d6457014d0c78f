package io.bellhop.server;

import io.bellhop.config.Config;
import io.bellhop.config.ConfigException;
import io.bellhop.config.ConfigReader;
import io.bellhop.logging.Logging;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The command line: {@code run --config FILE}. */
public final class Main {
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    long began = System.nanoTime();
    if (arguments.length != 3 || !arguments[0].equals("run") || !arguments[1].equals("--config")) {
      System.err.println("usage: run --config FILE");
      System.exit(USAGE);
    }
    Path file = Path.of(arguments[2]);
    Config config = configuration(file);
    Logging.set(config.log().format() == Config.Log.Format.JSON, config.log().level().name());
    Bellhop bellhop = start(config);
    bellhop.watch(file, System.getenv());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bellhop, stopped), "shutdown"));
    System.out.printf(
        "Bellhop is ready at %s (port %d) after %d ms%n",
        config.publicUrl(), bellhop.port(), Duration.ofNanos(System.nanoTime() - began).toMillis());
    stopped.await();
  }

  private static Config configuration(Path file) {
    try {
      return ConfigReader.read(file, System.getenv());
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      throw e;
    }
  }

  private static Bellhop start(Config config) {
    try {
      return Bellhop.start(config);
    } catch (RuntimeException e) {
      System.err.println("Bellhop cannot start: " + reason(e));
      System.exit(FAILED);
      throw e;
    }
  }

  private static String reason(Throwable failure) {
    StringBuilder reason = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable c = failure.getCause(); c != null; c = c.getCause()) {
      reason.append(": ").append(c.getMessage());
    }
    return reason.toString();
  }

  private static void stop(Bellhop bellhop, CountDownLatch stopped) {
    try {
      bellhop.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      bellhop.close();
      stopped.countDown();
    }
  }
}
