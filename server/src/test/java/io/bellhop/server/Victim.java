package io.bellhop.server;

import io.bellhop.engine.Role;
import io.bellhop.redis.Signals;
import io.bellhop.sql.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server in a process of its own, to be killed, frozen and started again over the same data. Each
 * start has another port.
 */
final class Victim implements AutoCloseable {
  private static final String LIMITS =
      "limits: {messages-per-second: 1000, message-burst: 1000, guests-per-minute: 10000,"
          + " connections-per-address: 10000}\n";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path file;
  private final Map<String, String> environment;
  private final Duration ahead;
  private final List<String> wrapper;
  private volatile Process process;
  private volatile int port;

  Victim(Database database, Path folder) throws IOException {
    this(folder, TestServer.environment(database, folder), Duration.ZERO, List.of());
  }

  /**
   * @param ahead how far its clock is ahead
   * @param wrapper what runs the server: a command that takes a command
   */
  Victim(Path folder, Map<String, String> environment, Duration ahead, List<String> wrapper)
      throws IOException {
    TestServer.layOutPages(folder.resolve("web"));
    this.file = Files.writeString(folder.resolve("bellhop.yaml"), TestServer.SITES + LIMITS);
    this.environment = environment;
    this.ahead = ahead;
    this.wrapper = wrapper;
    this.process = start();
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Kills the server as it stands, with SIGKILL, and starts it again. */
  void killAndStart() throws IOException {
    kill();
    startAgain();
  }

  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to go down in good order, with SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void startAgain() throws IOException {
    process = start();
  }

  /** Stops it where it stands, until {@link #thaw}. */
  void freeze() {
    Signals.send(process, "STOP");
  }

  void thaw() {
    Signals.send(process, "CONT");
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            KillServer.class.getName(),
            file.toString(),
            Long.toString(ahead.toSeconds())));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process started = builder.start();
    BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.startsWith(KillServer.PORT)) {
      System.out.println("victim: " + line);
      line = lines.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the server did not start");
    }
    port = Integer.parseInt(line.substring(KillServer.PORT.length()));
    // Reading a process holds a carrier, so the reader has a thread of its own.
    Thread.ofPlatform()
        .daemon()
        .start(() -> lines.lines().forEach(l -> System.out.println("victim: " + l)));
    return started;
  }

  /** The status of an answer over HTTP; 0 if there is none. */
  int status(String path) {
    try {
      return HTTP.send(request(path), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What is measured there now: the lines that begin so; none if there is no answer. */
  List<String> metrics(String name) {
    try {
      return HTTP.send(request("/metrics"), BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(name))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(3))
        .build();
  }

  @Override
  public void close() {
    kill();
  }

  /** A token for an hour. */
  static String token(String id, Role role) {
    return TokenMint.token(
        TestServer.HOTEL, id, role, InstantSource.system().instant().plusSeconds(3_600));
  }
}
