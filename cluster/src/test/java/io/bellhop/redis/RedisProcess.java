package io.bellhop.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.RedisExecProvider;

/** A real Redis of its own, which can be killed, frozen and started again on the same port. */
public final class RedisProcess implements AutoCloseable {
  private static final String REDIS = executable();

  private final int port;
  private final List<String> more;
  private Process process;

  private RedisProcess(int port, List<String> more) {
    this.port = port;
    this.more = more;
    this.process = run();
  }

  /**
   * @param more arguments
   */
  public static RedisProcess start(String... more) {
    return new RedisProcess(Ports.free(), List.of(more));
  }

  static String executable() {
    try {
      return RedisExecProvider.defaultProvider().get().getAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process run() {
    List<String> command =
        new ArrayList<>(
            List.of(
                REDIS,
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                System.getProperty("java.io.tmpdir")));
    command.addAll(more);
    try {
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
      String line = lines.readLine();
      while (line != null && !line.contains("Ready to accept connections")) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("Redis did not start");
      }
      // Reading a process holds a carrier, so the reader has a thread of its own.
      Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(said -> {}));
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /**
   * @param name STOP or CONT
   */
  void signal(String name) {
    Signals.send(process, name);
  }

  /** What it runs as. */
  public long pid() {
    return process.pid();
  }

  public void startAgain() {
    process = run();
  }

  /** Runs a command without spaces in its words. */
  public void command(String command) {
    String answer = ask(command);
    if (answer.startsWith("-")) {
      throw new IllegalStateException(command + ": " + answer);
    }
  }

  /** The first bytes of a command's answer. */
  String ask(String command) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[1_024];
      int count = Math.max(0, socket.getInputStream().read(answer));
      return new String(answer, 0, count, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
