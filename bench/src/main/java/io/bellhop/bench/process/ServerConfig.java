package io.bellhop.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The configuration of a server under test: one site with wide limits, the rooms {@code room0 …},
 * and the namespace {@code live} that keeps the recent events.
 */
public record ServerConfig(Path folder, int port, String store, int rooms) {
  public static final String SITE = "bench";
  public static final String SECRET = "bench-secret-of-at-least-thirty-two-bytes";
  public static final int ROOMS = 100;

  /** With the embedded store. */
  public static ServerConfig sqlite(Path folder, int port) {
    return new ServerConfig(folder, port, "store: sqlite\n", ROOMS);
  }

  public static ServerConfig postgresql(Path folder, int port, String url, String user) {
    String store =
        """
        store: postgresql
        postgresql:
          url: %s
          user: %s
          password: unused
        """
            .formatted(url, user);
    return new ServerConfig(folder, port, store, ROOMS);
  }

  /** This one with another number of rooms. */
  public ServerConfig withRooms(int number) {
    return new ServerConfig(folder, port, store, number);
  }

  /** This one as a node of those that share this Redis. */
  public ServerConfig withRedis(String url) {
    String broker = "broker: redis\nredis:\n  url: " + url + "\n";
    return new ServerConfig(folder, port, store + broker, rooms);
  }

  /** Writes the file. */
  Path write() throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve("bellhop.yaml"), text());
  }

  String text() {
    return """
    listen:
      host: 127.0.0.1
      port: %d
    data: %s
    drain: 0s
    sites:
      - id: %s
        secret: %s
        rooms: [%s]
    namespaces:
      - name: live
        history: recent
        size: 1000
        subscribe: [customer, staff]
        publish: [staff]
    limits:
      connections-per-address: 100000
      messages-per-second: 100000
      message-burst: 100000
      outbound: 64MiB
    log:
      level: warn
    %s\
    """
        .formatted(port, folder.resolve("data"), SITE, SECRET, roomList(), store);
  }

  private String roomList() {
    return IntStream.range(0, rooms)
        .mapToObj("{id: room%1$d, name: Room %1$d, roles: [customer, staff]}"::formatted)
        .collect(Collectors.joining(", "));
  }
}
