package io.bellhop.server;

import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Role;
import io.bellhop.redis.RedisProcess;
import io.bellhop.redis.Relay;
import io.bellhop.sql.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two servers on one PostgreSQL and one Redis, each with a way to Redis that can be cut. */
final class TwoNodes implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> NOTE = Map.of("text", "hello");

  final RedisProcess redis = RedisProcess.start();
  final Relay wayOfOne = new Relay(redis.port());
  final TestServer one;
  final TestServer two;

  TwoNodes(Path folder) {
    this(folder, Map.of());
  }

  /**
   * @param more configuration of both, as variables of the environment
   */
  TwoNodes(Path folder, Map<String, String> more) {
    Map<String, String> shared = new HashMap<>(TestServer.environment(Database.POSTGRESQL, folder));
    shared.putAll(more);
    shared.put("BELLHOP_BROKER", "redis");
    shared.put("BELLHOP_DATA", folder.resolve("one").toString());
    shared.put("BELLHOP_REDIS_URL", "redis://127.0.0.1:" + wayOfOne.port());
    one = TestServer.on(Database.POSTGRESQL, Map.copyOf(shared));
    shared.put("BELLHOP_DATA", folder.resolve("two").toString());
    shared.put("BELLHOP_REDIS_URL", redis.url());
    two = TestServer.on(Database.POSTGRESQL, Map.copyOf(shared));
    awaitTogether();
  }

  List<TestServer> both() {
    return List.of(one, two);
  }

  /** Until each hears the other. */
  void awaitTogether() {
    await()
        .atMost(PATIENCE)
        .until(() ->
            both().stream()
                .map(server -> server.get("/metrics").body())
                .allMatch(metrics ->
                    metrics.contains("bellhop_broker_connected 1.0")
                        && metrics.contains("bellhop_broker_nodes 2.0")));
  }

  static WireClient client(TestServer server, String id, Role role) {
    return WireClient.connect(server.port(), server.token(TestServer.HOTEL, id, role));
  }

  /** Writes an event, as a feature does. */
  static void write(TestServer server, String channel) {
    var _ =
        server
            .bellhop()
            .ledger()
            .write(tx -> tx.append(new Channel(TestServer.HOTEL, channel), "note", NOTE, "ann"));
  }

  @Override
  public void close() {
    one.close();
    two.close();
    wayOfOne.close();
    redis.close();
  }
}
