package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where WebSockets are blocked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TestServer server = TestServer.start();

  @AfterAll
  void stop() {
    server.close();
  }

  private void publish(String channel, String data) {
    server.call(
        "publish",
        "{\"channel\":\"%s\",\"type\":\"note\",\"data\":%s}".formatted(channel, data),
        server.token(Role.STAFF));
  }

  @Test
  void carriesTheSameFramesAsAWebSocket() {
    try (StreamClient ann = new StreamClient(server, server.token(Role.GUEST))) {
      assertThat(ann.call(1, "ping", "{}").has("result")).isTrue();
      ann.call(2, "subscribe", "{\"channel\":\"site:stream\"}");

      publish("site:stream", "{\"price\":1}");
      publish("site:stream", "{\"price\":2}");

      await()
          .atMost(PATIENCE)
          .until(() -> Received.offsets(ann.messages(), "site:stream").size() == 2);
      assertThat(Received.offsets(ann.messages(), "site:stream")).containsExactly(1L, 2L);
      assertThat(ann.post("[{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}]")).isEqualTo(202);
      assertThat(ann.post("{")).isEqualTo(202);
    }
  }

  @Test
  void recoversFilteredAndThenTellsUpToWhere() {
    for (int price = 1; price <= 10; price++) {
      publish("site:recover", "{\"price\":%d}".formatted(price));
    }
    try (StreamClient ann = new StreamClient(server, server.token(Role.GUEST))) {
      var answer =
          ann.call(
              1,
              "subscribe",
              "{\"channel\":\"site:recover\",\"since\":{\"offset\":3},\"filter\":\"data.price >= 6\"}");
      publish("site:recover", "{\"price\":1}");
      publish("site:recover", "{\"price\":11}");

      assertThat(answer.at("/result/recovered").booleanValue()).isTrue();
      await()
          .atMost(PATIENCE)
          .until(() -> Received.offsets(ann.messages(), "site:recover").contains(12L));
      assertThat(Received.offsets(ann.messages(), "site:recover"))
          .containsExactly(6L, 7L, 8L, 9L, 10L, 12L);
      assertThat(Received.count(ann.messages(), "synced")).isEqualTo(1);
    }
  }

  @Test
  void endsTheStreamOfATokenThatIsNotValid() {
    try (StreamClient nobody = new StreamClient(server, "e30.e30.e30")) {
      await().atMost(PATIENCE).until(nobody::ended);

      assertThat(nobody.messages().getFirst().at("/error/data/code").stringValue())
          .isEqualTo("unauthenticated");
      assertThat(nobody.messages().getLast().at("/params/code").stringValue())
          .isEqualTo("unauthenticated");
    }
  }

  @Test
  void saysThatASessionIsGone() {
    StreamClient ann = new StreamClient(server, server.token(Role.GUEST));
    String session = ann.session();
    ann.close();

    await()
        .atMost(PATIENCE)
        .until(() ->
            server.post("/stream/messages", "{}", "Bellhop-Session", session).statusCode() == 404);
    assertThat(server.post("/stream/messages", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesWhatIsTooLarge() {
    try (StreamClient ann = new StreamClient(server, server.token(Role.GUEST))) {
      assertThat(ann.post(" ".repeat((64 << 10) + 1))).isEqualTo(413);
      assertThat(ann.call(1, "ping", "{}").has("result")).isTrue();
    }
  }

  @Test
  void refusesPagesOfForeignOrigins() {
    assertThat(server.post("/stream", "{}", "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
  }
}
