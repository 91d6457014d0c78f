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
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The command line. {@code run --config FILE} serves until it is told to end; {@code try --config
 * FILE} starts, answers one request of its own, and ends.
 */
public final class Main {
  private static final int USAGE = 2;
  private static final int FAILED = 1;
  private static final int PATIENCE_MILLIS = 10_000;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    long began = System.nanoTime();
    if (arguments.length != 3
        || !List.of("run", "try").contains(arguments[0])
        || !arguments[1].equals("--config")) {
      System.err.println("usage: run|try --config FILE");
      System.exit(USAGE);
    }
    Path file = Path.of(arguments[2]);
    Config config = configuration(file);
    Logging.set(config.log().format() == Config.Log.Format.JSON, config.log().level().name());
    Bellhop bellhop = start(config);
    if (arguments[0].equals("try")) {
      end(bellhop);
      return;
    }
    bellhop.watch(file, System.getenv());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bellhop, stopped), "shutdown"));
    System.out.printf(
        "Bellhop is ready at %s (port %d) after %d ms%n",
        config.publicUrl(), bellhop.port(), Duration.ofNanos(System.nanoTime() - began).toMillis());
    stopped.await();
  }

  private static void end(Bellhop bellhop) {
    try (bellhop;
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), bellhop.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("GET /health HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
      System.out.write(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      System.err.println("Bellhop does not answer: " + e.getMessage());
      System.exit(FAILED);
    }
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
