package io.bellhop.server;

import io.bellhop.config.ConfigReader;
import io.bellhop.logging.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The server that is killed: tells its port, goes down in good order when it is asked to, and goes
 * at once when its parent does. Its arguments are its configuration, and how many seconds its clock
 * is ahead.
 */
final class KillServer {
  static final String PORT = "port ";

  private KillServer() {}

  public static void main(String[] arguments) throws IOException {
    Logging.set(false, "WARN");
    Probe probe = new Probe();
    Duration ahead = Duration.ofSeconds(Long.parseLong(arguments[1]));
    Bellhop bellhop =
        Bellhop.start(
            ConfigReader.read(Path.of(arguments[0]), System.getenv()),
            List.of(probe),
            () -> InstantSource.system().instant().plus(ahead));
    probe.use(bellhop.ledger());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Main.stop(bellhop, stopped)));
    System.out.println(PORT + bellhop.port());
    while (System.in.read() >= 0) {
      // nothing is said; the end of it is the parent's end
    }
    Runtime.getRuntime().halt(1);
  }
}
