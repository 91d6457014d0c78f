package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PresenceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String LOBBY = "{\"channel\":\"chat:lobby\"}";

  @Test
  void tellsWhoComesAndWhoIsGone() {
    try (TestServer server = TestServer.start()) {
      WireClient bob = server.connect("bob");
      bob.call("subscribe", "{\"channel\":\"chat:lobby\",\"presence\":true}");
      WireClient ann = server.connect("ann");
      JsonNode answer = ann.call("subscribe", "{\"channel\":\"chat:lobby\",\"presence\":true}");
      assertThat(answer.get("members")).hasSize(2);

      ann.close();
      await()
          .atMost(PATIENCE)
          .until(() -> server.get("/metrics").body().contains("bellhop_sessions 1.0"));
      server.clock.advance(Duration.ofSeconds(6));

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(Received.events(bob.notices(), "chat:lobby"))
                  .extracting(
                      e -> e.get("type").stringValue() + " " + e.at("/data/id").stringValue())
                  .containsSequence("presence.join ann", "presence.leave ann"));
    }
  }

  @Test
  void nobodyStaysWhoLeftWhileComing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (TestServer server = TestServer.start()) {
      for (int i = 0; i < 300; i++) {
        // One address may not connect so often.
        server.clock.advance(Duration.ofMillis(200));
        try (RawSocket raw = RawSocket.open(server.port())) {
          raw.text(
              """
              [{"jsonrpc":"2.0","id":1,"method":"connect","params":{"token":"%s"}},
               {"jsonrpc":"2.0","id":2,"method":"subscribe","params":{"channel":"chat:lobby"}}]
              """
                  .formatted(server.token("hotel", "passer-" + i, Role.GUEST)));
          LockSupport.parkNanos(random.nextInt(2_000_000));
        }
      }
      WireClient staff = server.connect(Role.STAFF);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            server.clock.advance(Duration.ofSeconds(6));
            assertThat(staff.call("presence", LOBBY).get("count").intValue())
                .as("seed %d", seed)
                .isZero();
          });
    }
  }
}
