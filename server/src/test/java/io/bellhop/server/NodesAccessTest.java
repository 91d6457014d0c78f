package io.bellhop.server;

import static io.bellhop.server.TwoNodes.client;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.redis.RedisProcess;
import io.bellhop.sql.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that its Redis does not let in. */
class NodesAccessTest {
  private static final Duration WHILE = Duration.ofSeconds(2);

  @TempDir Path folder = Path.of("");

  private Map<String, String> settings(String url) {
    Map<String, String> settings =
        new HashMap<>(TestServer.environment(Database.POSTGRESQL, folder));
    settings.put("BELLHOP_BROKER", "redis");
    settings.put("BELLHOP_REDIS_URL", url);
    return settings;
  }

  @Test
  void startsAndIsReadyWithAWrongPassword() {
    try (RedisProcess redis = RedisProcess.start("--requirepass", "right")) {
      Map<String, String> settings = settings(redis.url());
      settings.put("BELLHOP_REDIS_PASSWORD", "wrong");
      try (TestServer server = TestServer.on(Database.POSTGRESQL, Map.copyOf(settings));
          WireClient ann = client(server, "ann", Role.CUSTOMER)) {
        await()
            .during(WHILE)
            .until(() ->
                server.get("/ready").statusCode() == 200
                    && server.get("/metrics").body().contains("bellhop_broker_connected 0.0"));

        Rpc.call(ann, "subscribe", "channel", "chat:lobby");
        Rpc.call(ann, "chat.send", "room", "lobby", "text", "alone", "clientId", "1");
        await().until(() -> Received.events(ann.notices(), "chat:lobby").size() == 1);
      }
    }
  }

  @Test
  void doesNotStartWithAuthoritiesThatAreNone() throws Exception {
    Path rubbish = Files.writeString(folder.resolve("ca.pem"), "rubbish");
    Map<String, String> settings = settings("rediss://127.0.0.1:1");
    settings.put("BELLHOP_REDIS_CA", rubbish.toString());

    assertThatThrownBy(() -> TestServer.on(Database.POSTGRESQL, Map.copyOf(settings)))
        .hasMessageContaining("certificates in " + rubbish);
  }
}
