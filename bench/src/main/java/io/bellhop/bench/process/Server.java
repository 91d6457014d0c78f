package io.bellhop.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that runs as users run it: by the launcher, in a process of its own. */
public final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final Process process;
  private final int port;
  private final Duration startedIn;

  private Server(Process process, int port, Duration startedIn) {
    this.process = process;
    this.port = port;
    this.startedIn = startedIn;
  }

  /**
   * Starts one; returns at its first HTTP answer.
   *
   * @throws IllegalStateException with the log if none comes
   */
  public static Server start(Path home, ServerConfig config)
      throws IOException, InterruptedException {
    Path file = config.write();
    Path log = config.folder().resolve("server.log");
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(home.resolve("bellhop").toString(), "run", "--config", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    while (!answers(config.port())) {
      if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
        process.destroyForcibly();
        throw new IllegalStateException("the server does not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
    return new Server(process, config.port(), Duration.ofNanos(System.nanoTime() - began));
  }

  /** A port that was free a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              "GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      return new String(answer, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** From the launcher's start to the first HTTP answer. */
  public Duration startedIn() {
    return startedIn;
  }

  public double cpuSeconds() {
    return Usage.cpuSeconds(process.pid());
  }

  /** What of it the just-in-time compilers have used; Linux cuts their threads' names short. */
  public double compilerSeconds() {
    return Usage.cpuSeconds(process.pid(), "CompilerThre");
  }

  public long residentKib() {
    return Usage.residentKib(process.pid());
  }

  /** Collects all garbage, then tells how much of the heap is in use. */
  public long liveHeapKib() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    long sum = 0;
    // The young and the old generation come first; metaspace is no heap.
    for (int generation = 0; generation < 2 && used.find(); generation++) {
      sum += Long.parseLong(used.group(1));
    }
    return sum;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(tool.toString(), Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asked.waitFor();
    return answer;
  }

  /** Ends it with SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Ends it in good order; if that takes too long, at once. */
  @Override
  public void close() {
    Ending.end(process);
  }
}
