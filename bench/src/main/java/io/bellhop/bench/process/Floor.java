package io.bellhop.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** A {@link WriteLoop} in a process of its own: what the server's figures are compared with. */
public final class Floor implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream commands;
  private final int port;

  /** What a run took. */
  public record Run(long rounds, double seconds, double cpuSeconds) {}

  private Floor(Process process) throws IOException {
    this.process = process;
    this.answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    this.port = Integer.parseInt(line());
  }

  /** Starts one that waits for this many connections. */
  public static Floor start(int connections) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WriteLoop.class.getName(),
                Integer.toString(connections))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new Floor(process);
  }

  public int port() {
    return port;
  }

  /**
   * Writes to all connections.
   *
   * @param roundsPerSecond 0 for as many as it can
   * @param bytes of each write
   */
  public Run run(double roundsPerSecond, int bytes, double seconds) throws IOException {
    double cpu = Usage.cpuSeconds(process.pid());
    long began = System.nanoTime();
    commands.println(roundsPerSecond + " " + bytes + " " + seconds);
    long rounds = Long.parseLong(line());
    return new Run(
        rounds, (System.nanoTime() - began) / 1e9, Usage.cpuSeconds(process.pid()) - cpu);
  }

  private String line() throws IOException {
    return Objects.requireNonNull(answers.readLine(), "the write loop has ended");
  }

  @Override
  public void close() {
    Ending.end(process);
  }
}
