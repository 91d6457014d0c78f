package io.bellhop.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisExecProvider;

/** A Redis in a process of its own that keeps nothing. */
public final class Redis implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final int port;

  private Redis(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one; returns when it takes connections. */
  public static Redis start() throws IOException, InterruptedException {
    int port = Server.freePort();
    Process process =
        new ProcessBuilder(
                RedisExecProvider.defaultProvider().get().getAbsolutePath(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                System.getProperty("java.io.tmpdir"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Redis redis = new Redis(process, port);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!redis.answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        redis.close();
        throw new IllegalStateException("Redis does not start");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return redis;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '+';
    } catch (IOException notYet) {
      return false;
    }
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public double cpuSeconds() {
    return Usage.cpuSeconds(process.pid());
  }

  @Override
  public void close() {
    Ending.end(process);
  }
}
