package io.bellhop.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bellhop.config.Config;
import io.bellhop.config.ConfigException;
import io.bellhop.config.ConfigReader;
import io.bellhop.logging.Logging;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The command line. {@code run --config FILE} serves until it is told to end; {@code try --config
 * FILE} starts, answers one request of its own, and ends; {@code backup --config FILE --to FOLDER}
 * saves all data, of running servers too; {@code restore --config FILE --from FOLDER} puts them
 * where there are none.
 */
public final class Main {
  private static final String USAGE =
      """
      usage: run --config FILE
             try --config FILE
             backup --config FILE --to FOLDER
             restore --config FILE --from FOLDER\
      """;
  private static final int MISUSED = 2;
  private static final int FAILED = 1;
  private static final int PATIENCE_MILLIS = 10_000;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    long began = System.nanoTime();
    Path file = arguments.length < 3 ? Path.of("") : Path.of(arguments[2]);
    switch (shape(arguments)) {
      case "run --config" -> run(file, began);
      case "try --config" -> end(start(configuration(file)));
      case "backup --config --to" -> save(configuration(file), Path.of(arguments[4]));
      case "restore --config --from" -> restore(configuration(file), Path.of(arguments[4]));
      default -> {
        System.err.println(USAGE);
        System.exit(MISUSED);
      }
    }
  }

  /** The arguments without their values. */
  private static String shape(String[] arguments) {
    StringBuilder shape = new StringBuilder(arguments.length == 0 ? "" : arguments[0]);
    for (int i = 1; i + 1 < arguments.length; i += 2) {
      shape.append(' ').append(arguments[i]);
    }
    return arguments.length % 2 == 0 ? "" : shape.toString();
  }

  private static void run(Path file, long began) throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler(new Uncaught(Runtime.getRuntime()::halt));
    Config config = configuration(file);
    Bellhop bellhop = start(config);
    bellhop.watch(file, System.getenv());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bellhop, stopped), "shutdown"));
    System.out.printf(
        "Bellhop is ready at %s (port %d) after %d ms%n",
        config.publicUrl(), bellhop.port(), Duration.ofNanos(System.nanoTime() - began).toMillis());
    stopped.await();
  }

  private static void save(Config config, Path folder) {
    try {
      new Archive(folder).save(config);
      System.out.println("Saved to " + folder);
    } catch (IOException e) {
      fail("Bellhop is not saved: " + e.getMessage());
    }
  }

  private static void restore(Config config, Path folder) {
    try {
      new Archive(folder).restore(config);
      System.out.println("Restored from " + folder);
    } catch (IOException e) {
      fail("Bellhop is not restored: " + e.getMessage());
    }
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(FAILED);
  }

  private static void end(Bellhop bellhop) {
    try (bellhop;
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), bellhop.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("GET /health HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
      System.out.write(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      fail("Bellhop does not answer: " + e.getMessage());
    }
  }

  private static Config configuration(Path file) {
    try {
      Config config = ConfigReader.read(file, System.getenv());
      Logging.set(config.log().format() == Config.Log.Format.JSON, config.log().level().name());
      return config;
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(MISUSED);
      throw e;
    }
  }

  private static Bellhop start(Config config) {
    try {
      return Bellhop.start(config);
    } catch (RuntimeException e) {
      fail("Bellhop cannot start: " + reason(e));
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

  /** Goes down in good order. */
  static void stop(Bellhop bellhop, CountDownLatch stopped) {
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
