package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  private static final String PROTOCOL = "Sec-WebSocket-Protocol: bellhop.v1";

  private final TestServer server =
      TestServer.start("limits: {connections: 5, connections-per-address: 3}");
  private final List<RawSocket> opened = new ArrayList<>();

  @AfterEach
  void stop() {
    opened.forEach(RawSocket::close);
    server.close();
  }

  private RawSocket handshake(String... headers) {
    RawSocket raw = RawSocket.handshake(server.port(), headers);
    opened.add(raw);
    return raw;
  }

  @Test
  void answersWithTheSubProtocol() {
    RawSocket raw = handshake("Sec-WebSocket-Protocol: other, bellhop.v1");

    assertThat(raw.status()).isEqualTo(101);
    assertThat(raw.head().toLowerCase(java.util.Locale.ROOT))
        .contains("sec-websocket-protocol: bellhop.v1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: x",
        "Sec-WebSocket-Protocol: bellhop.v2",
        "Sec-WebSocket-Protocol: xbellhop.v1"
      })
  void refusesALineWithoutTheSubProtocol(String header) {
    assertThat(handshake(header).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "https://www.hotel.example.evil.example"})
  void refusesPagesOfForeignOrigins(String origin) {
    assertThat(handshake(PROTOCOL, "Origin: " + origin).status()).isEqualTo(403);
  }

  @Test
  void takesPagesOfASiteOnlyForThatSite() {
    String origin = "Origin: https://www.salon.example";
    RawSocket raw = handshake(PROTOCOL, origin);
    String token = server.token(Role.GUEST);

    raw.text(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"connect\",\"params\":{\"token\":\"%s\"}}"
            .formatted(token));

    assertThat(raw.message().at("/error/data/code").stringValue()).isEqualTo("forbidden");
    assertThat(raw.message().at("/params/code").stringValue()).isEqualTo("origin");
    assertThat(raw.closeCode()).isEqualTo(4006);
  }

  @Test
  void refusesMoreThanAnAddressMayOpenUntilOneLeaves() {
    RawSocket first = handshake(PROTOCOL);
    handshake(PROTOCOL);
    handshake(PROTOCOL);

    RawSocket fourth = handshake(PROTOCOL);
    int stream = server.post("/stream", "{}").statusCode();
    first.close();

    assertThat(fourth.status()).isEqualTo(429);
    assertThat(fourth.head()).containsIgnoringCase("retry-after: ");
    assertThat(stream).isEqualTo(429);
    await().atMost(Duration.ofSeconds(5)).until(() -> handshake(PROTOCOL).status() == 101);
  }

  @Test
  void countsTheAddressBehindATrustedProxyOnly() {
    String forged = "X-Forwarded-For: 10.1.2.3";
    for (int i = 0; i < 3; i++) {
      handshake(PROTOCOL, forged);
    }

    assertThat(handshake(PROTOCOL, "X-Forwarded-For: 10.9.9.9").status()).isEqualTo(429);
  }

  @Test
  void believesAProxyOfATrustedNetworkWhoItComesFrom() {
    String limits =
        "limits: {connections-per-address: 1, trusted-proxies: [127.0.0.0/8, 10.0.0.0/8]}";
    try (TestServer behindProxy = TestServer.start(limits)) {
      assertThat(statusFrom(behindProxy, "203.0.113.7")).isEqualTo(101);
      assertThat(statusFrom(behindProxy, "203.0.113.8, 10.1.2.3")).isEqualTo(101);
      assertThat(statusFrom(behindProxy, "203.0.113.7, 10.1.2.3")).isEqualTo(429);
      assertThat(statusFrom(behindProxy, "198.51.100.1, 203.0.113.8")).isEqualTo(429);
    }
  }

  @Test
  void takesAnAddressWithItsPortForTheAddress() {
    String limits = "limits: {connections-per-address: 1, trusted-proxies: [127.0.0.0/8]}";
    try (TestServer behindProxy = TestServer.start(limits)) {
      assertThat(statusFrom(behindProxy, "203.0.113.7:4711")).isEqualTo(101);
      assertThat(statusFrom(behindProxy, "203.0.113.7:4712")).isEqualTo(429);
      assertThat(statusFrom(behindProxy, "[2001:db8:1:2::1]:4711")).isEqualTo(101);
      assertThat(statusFrom(behindProxy, "[2001:db8:1:2::1]:4712")).isEqualTo(429);
    }
  }

  /** Clients in a network that is trusted, too: they are still not all the proxy. */
  @Test
  void tellsClientsApartThatAreTrustedAsWell() {
    String limits =
        "limits: {connections-per-address: 1, trusted-proxies: [127.0.0.0/8, 10.0.0.0/8]}";
    try (TestServer behindProxy = TestServer.start(limits)) {
      assertThat(statusFrom(behindProxy, "10.1.1.1")).isEqualTo(101);
      assertThat(statusFrom(behindProxy, "10.1.1.2")).isEqualTo(101);
      assertThat(statusFrom(behindProxy, "10.1.1.1")).isEqualTo(429);
    }
  }

  /** What is before it may be what the client made up. */
  @Test
  void believesNothingBeforeAnAddressThatIsNone() {
    String limits = "limits: {connections-per-address: 1, trusted-proxies: [127.0.0.0/8]}";
    try (TestServer behindProxy = TestServer.start(limits)) {
      assertThat(statusFrom(behindProxy, "203.0.113.7, unknown")).isEqualTo(101);
      assertThat(statusFrom(behindProxy, "203.0.113.8, unknown")).isEqualTo(429);
    }
  }

  /** HAProxy adds a line of its own below those that the client sent. */
  @Test
  void believesAProxyThatAddsALineAndNotTheClientAboveIt() {
    String limits = "limits: {connections-per-address: 1, trusted-proxies: [127.0.0.0/8]}";
    try (TestServer behindProxy = TestServer.start(limits)) {
      assertThat(statusFrom(behindProxy, "198.51.100.1", "203.0.113.7")).isEqualTo(101);
      assertThat(statusFrom(behindProxy, "198.51.100.2", "203.0.113.7")).isEqualTo(429);
      assertThat(statusFrom(behindProxy, "203.0.113.7", "203.0.113.8")).isEqualTo(101);
    }
  }

  /** Or else one machine has as many addresses as it likes. */
  @Test
  void countsAnIpv6NetworkAsOneAddress() {
    String limits = "limits: {connections-per-address: 1, trusted-proxies: [127.0.0.0/8]}";
    try (TestServer behindProxy = TestServer.start(limits)) {
      assertThat(statusFrom(behindProxy, "2001:db8:1:2::1")).isEqualTo(101);
      assertThat(statusFrom(behindProxy, "2001:db8:1:2:3::9")).isEqualTo(429);
      assertThat(statusFrom(behindProxy, "2001:db8:1:3::1")).isEqualTo(101);
    }
  }

  private int statusFrom(TestServer behindProxy, String... forwarded) {
    String[] headers =
        Stream.concat(
                Stream.of(PROTOCOL), Arrays.stream(forwarded).map(one -> "X-Forwarded-For: " + one))
            .toArray(String[]::new);
    RawSocket raw = RawSocket.handshake(behindProxy.port(), headers);
    opened.add(raw);
    return raw.status();
  }

  @Test
  void takesNobodyWhileItDrains() throws Exception {
    var drained =
        CompletableFuture.runAsync(() -> {
          try {
            server.bellhop().drain();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    drained.get();

    assertThat(handshake(PROTOCOL).status()).isEqualTo(503);
    assertThat(server.post("/stream", "{}").statusCode()).isEqualTo(503);
    assertThat(server.get("/ready").statusCode()).isEqualTo(503);
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoHandshake() {
    assertThat(server.get("/ws").statusCode()).isEqualTo(400);
    assertThat(server.get("/ws", "Sec-WebSocket-Protocol", "bellhop.v1").statusCode())
        .isBetween(400, 499);
    assertThat(server.post("/ws", "{}", "Sec-WebSocket-Protocol", "bellhop.v1").statusCode())
        .isBetween(400, 499);
  }

  @Test
  void refusesInASafeWay() {
    RawSocket raw = handshake("X-None: x");

    assertThat(raw.head()).containsIgnoringCase("x-content-type-options: nosniff");
  }
}
