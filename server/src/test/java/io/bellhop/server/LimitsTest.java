package io.bellhop.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens to who asks too much, and to others beside them. */
class LimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static double metric(TestServer server, String name) {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  @Test
  void oneSessionHoldsTenThousandSubscriptionsWhereAllowed() {
    String limits =
        "limits: {subscriptions: 10000, messages-per-second: 100000, message-burst: 100000}";
    try (TestServer server = TestServer.start(limits)) {
      WireClient ann = server.connect("ann");
      for (int i = 0; i < 10_000; i++) {
        if (i % 1_000 == 0) {
          server.clock.advance(Duration.ofSeconds(4));
        }
        ann.call("subscribe", "{\"channel\":\"board:" + i + "\"}");
      }

      assertThatThrownBy(() -> ann.call("subscribe", "{\"channel\":\"board:x\"}"))
          .hasMessageStartingWith("limit_reached");
      server.call(
          "publish",
          "{\"channel\":\"board:9999\",\"type\":\"a\",\"data\":1}",
          server.token(Role.STAFF));
      assertThat(metric(server, "bellhop_subscriptions")).isEqualTo(10_000);
      ann.close();
      await().atMost(PATIENCE).until(() -> metric(server, "bellhop_subscriptions") == 0);
    }
  }

  @Test
  void aFloodIsToldToWaitAndEndedIfItDoesNot() throws Exception {
    try (TestServer server = TestServer.start()) {
      WireClient flood = server.connect("flood");
      WireClient other = server.connect(Role.STAFF);

      for (int i = 0; i < 1_000 && !flood.closed().isDone(); i++) {
        flood.send("{\"jsonrpc\":\"2.0\",\"id\":\"x%d\",\"method\":\"ping\"}".formatted(i));
      }

      assertThat(flood.closed().get(20, SECONDS)).isEqualTo(4103);
      JsonNode last = flood.notices().getLast();
      assertThat(last.at("/params/code").stringValue()).isEqualTo("rate_limited");
      assertThat(last.at("/params/after").longValue()).isPositive();
      assertThat(flood.notices().toString()).contains("\"retry\":true,\"after\":");
      assertThat(other.call("ping", "{}").has("time")).isTrue();
    }
  }

  @Test
  void aReaderThatStallsIsCutOffAndHarmsNobody() throws Exception {
    try (TestServer server = TestServer.start("limits: {outbound: 64KiB}")) {
      Collection<JsonNode> received = new ConcurrentLinkedQueue<>();
      WireClient fast = WireClient.connect(server.port(), server.token(Role.GUEST), received::add);
      fast.call("subscribe", "{\"channel\":\"site:big\"}");
      try (RawSocket stalled =
          RawSocket.handshake(server.port(), 4_096, "Sec-WebSocket-Protocol: bellhop.v1")) {
        stalled.text(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"connect\",\"params\":{\"token\":\"%s\"}}"
                .formatted(server.token("hotel", "stalled", Role.GUEST)));
        stalled.message();
        stalled.text(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"subscribe\",\"params\":{\"channel\":\"site:big\"}}");
        stalled.message();

        String cut = "bellhop_sessions_ended_total{code=\"slow_consumer\"}";
        WireClient staff = server.connect(Role.STAFF);
        String big = "\"" + "x".repeat(30_000) + "\"";
        int sent = 0;
        while (metric(server, cut) == 0) {
          assertThat(sent).as("the queue has a bound").isLessThan(2_000);
          server.clock.advance(Duration.ofMillis(20));
          staff.call("publish", "{\"channel\":\"site:big\",\"type\":\"a\",\"data\":" + big + "}");
          sent++;
        }

        long head = sent;
        await().atMost(PATIENCE).until(() -> Received.offsets(received, "site:big").size() == head);
        assertThat(Received.offsets(received, "site:big"))
            .isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
        assertThat(metric(server, "bellhop_sessions")).isEqualTo(2);
        assertThat(fast.closed()).isNotDone();
      }
    }
  }

  /** Or else the memory is filled as fast as a client can send. */
  @Test
  void ofPingsWhoseAnswersNobodyTakesTheNewestIsAnswered() throws IOException {
    try (TestServer server = TestServer.start();
        RawSocket raw =
            RawSocket.handshake(server.port(), 4_096, "Sec-WebSocket-Protocol: bellhop.v1")) {
      int pings = 400_000;
      ByteBuffer flood = ByteBuffer.allocate(pings * 131);
      for (int i = 0; i < pings; i++) {
        byte[] payload = ByteBuffer.allocate(125).putInt(i).array();
        flood.put(RawSocket.masked(0x89, payload));
      }
      raw.bytes(flood.array());

      int answered = 0;
      RawSocket.Frame pong;
      do {
        pong = raw.read();
        answered++;
      } while (ByteBuffer.wrap(pong.payload()).getInt() != pings - 1);
      assertThat(pong.opcode()).isEqualTo(0xA);
      assertThat(answered).isLessThan(pings / 2);
    }
  }

  @Test
  void aSessionThatDoesNotWaitForAnswersLosesNothing() {
    String limits = "limits: {messages-per-second: 100000, message-burst: 100000}";
    try (TestServer server = TestServer.start(limits)) {
      WireClient ann = server.connect("ann");
      for (int i = 0; i < 2_000; i++) {
        ann.send("{\"jsonrpc\":\"2.0\",\"id\":\"%d\",\"method\":\"ping\"}".formatted(i));
        if (i % 100 == 0) {
          server.clock.advance(Duration.ofSeconds(1));
        }
      }

      await().atMost(PATIENCE).until(() -> ann.notices().size() >= 2_000);
      assertThat(ann.notices().stream().map(m -> m.path("id").asString("")).toList())
          .isEqualTo(LongStream.range(0, 2_000).mapToObj(Long::toString).toList());
    }
  }
}
