package io.bellhop.server;

import io.bellhop.engine.Role;
import io.bellhop.sql.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A server in a process of its own, to be killed and started again over the same data. */
final class Victim implements AutoCloseable {
  private final Path file;
  private final Map<String, String> environment;
  private volatile Process process;
  private volatile int port;

  Victim(Database database, Path folder) throws IOException {
    TestServer.layOutPages(folder.resolve("web"));
    String limits =
        "limits: {messages-per-second: 1000, message-burst: 1000, guests-per-minute: 10000}\n";
    file = Files.writeString(folder.resolve("bellhop.yaml"), TestServer.SITES + limits);
    environment = TestServer.environment(database, folder);
    process = start();
  }

  int port() {
    return port;
  }

  /** Kills the server as it stands, with SIGKILL, and starts it again. */
  void killAndStart() throws IOException {
    close();
    process = start();
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            KillServer.class.getName(),
            file.toString());
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
    Thread.startVirtualThread(() -> lines.lines().forEach(l -> System.out.println("victim: " + l)));
    return started;
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** A token for an hour. */
  static String token(String id, Role role) {
    return TokenMint.token(
        TestServer.HOTEL, id, role, InstantSource.system().instant().plusSeconds(3_600));
  }
}
