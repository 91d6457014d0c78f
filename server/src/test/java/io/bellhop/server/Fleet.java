package io.bellhop.server;

import static org.awaitility.Awaitility.await;

import io.bellhop.redis.RedisProcess;
import io.bellhop.redis.Relay;
import io.bellhop.sql.PostgresProcess;
import io.bellhop.sql.SqlSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Servers in processes of their own, on one PostgreSQL and one Redis, each with its own way to
 * Redis; any of it can be made to fail. A door in front lets clients in to those that are ready.
 */
final class Fleet implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long clients get to leave a node that goes down. */
  static final Duration DRAIN = Duration.ofSeconds(Faults.rounds(8, 20));

  final PostgresProcess postgres = PostgresProcess.start();
  final RedisProcess redis = RedisProcess.start();
  final List<Relay> ways = new ArrayList<>();
  final List<Victim> nodes = new ArrayList<>();
  private final Random random;
  private final Door door;

  /**
   * Starts them all at once on an empty database.
   *
   * @param ahead how far the clock of each is ahead
   */
  Fleet(Path folder, long seed, Duration... ahead) throws Exception {
    this(folder, seed, List.of(), ahead);
  }

  /**
   * Starts them all at once on an empty database.
   *
   * @param cluster URLs of the Redis cluster that they use; none for the Redis here
   * @param ahead how far the clock of each is ahead
   */
  Fleet(Path folder, long seed, List<String> cluster, Duration... ahead) throws Exception {
    random = new Random(seed);
    SqlSettings store = postgres.fresh();
    List<Future<Victim>> starting = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (Duration clock : ahead) {
        Path own = Files.createDirectories(folder.resolve("node" + ways.size()));
        Relay way = new Relay(redis.port());
        ways.add(way);
        Map<String, String> environment = environment(store, own, way, cluster);
        starting.add(threads.submit(() -> new Victim(own, environment, clock, List.of())));
      }
    }
    for (Future<Victim> each : starting) {
      nodes.add(each.get());
    }
    door = new Door(nodes, random);
    awaitTogether();
  }

  /**
   * Three that the tests of this JVM share, one after the other; each leaves them all running and
   * together.
   */
  static Fleet common() {
    return Common.FLEET;
  }

  private static final class Common {
    static final Fleet FLEET = start();

    private static Fleet start() {
      try {
        Path folder = Files.createTempDirectory("bellhop-fleet");
        Duration right = Duration.ZERO;
        Fleet fleet = new Fleet(folder, Faults.seed("Fleet"), right, right, right);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(fleet, folder), "fleet-end"));
        return fleet;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private static void end(Fleet fleet, Path folder) {
      try {
        fleet.close();
        var _ = new ProcessBuilder("rm", "-rf", folder.toString()).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Map<String, String> environment(
      SqlSettings store, Path folder, Relay way, List<String> cluster) {
    Map<String, String> environment = new HashMap<>(TestServer.environment(store, folder));
    environment.put("BELLHOP_DRAIN", DRAIN.toSeconds() + "s");
    environment.put("BELLHOP_BROKER", "redis");
    if (cluster.isEmpty()) {
      environment.put("BELLHOP_REDIS_URL", "redis://127.0.0.1:" + way.port());
    } else {
      environment.put("BELLHOP_REDIS_CLUSTER", String.join(",", cluster));
    }
    return environment;
  }

  /** The port of a server that is ready; of any if none is. */
  int port() {
    return door.port();
  }

  /** Any of them. */
  Victim any() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  List<Victim> others(Victim than) {
    return nodes.stream().filter(node -> node != than).toList();
  }

  Relay wayOf(Victim node) {
    return ways.get(nodes.indexOf(node));
  }

  /** Until each is ready and hears all the others. */
  void awaitTogether() {
    awaitTogether(nodes);
  }

  void awaitTogether(List<Victim> some) {
    String all = "bellhop_broker_nodes %d.0".formatted(some.size());
    await()
        .atMost(PATIENCE)
        .until(() ->
            some.stream()
                .allMatch(node ->
                    node.status("/ready") == 200
                        && node.metrics("bellhop_broker_nodes").contains(all)
                        && node.metrics("bellhop_broker_connected")
                            .contains("bellhop_broker_connected 1.0")));
  }

  @Override
  public void close() {
    door.close();
    nodes.forEach(Victim::close);
    ways.forEach(Relay::close);
    redis.close();
    postgres.close();
  }
}
