package io.bellhop.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How a session begins and ends, by tokens and by silence. */
class SessionLifeTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private static int closeOf(WireClient client) throws Exception {
    return client.closed().get(10, SECONDS);
  }

  private static String codeOf(WireClient client, String method, String params) {
    try {
      client.call(method, params);
      return "ok";
    } catch (RpcFailure e) {
      return e.code;
    }
  }

  private static String token(String token) {
    return "{\"token\":\"" + token + "\"}";
  }

  @Test
  void endsWhoNeverConnects() throws Exception {
    WireClient client = WireClient.open(server.port());

    // The client knows of its line before the server has opened the session.
    await()
        .atMost(10, SECONDS)
        .until(() -> {
          server.clock.advance(Duration.ofSeconds(11));
          return client.closed().isDone();
        });

    assertThat(closeOf(client)).isEqualTo(4105);
    assertThat(client.notices().getLast().at("/params/code").stringValue())
        .isEqualTo("connect_timeout");
  }

  @Test
  void endsWhoFallsSilent() throws Exception {
    WireClient client = server.connect("ann");

    // It looks at its sessions once a second; here more often, for the test's sake.
    await()
        .atMost(20, SECONDS)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          server.bellhop().hub().tick();
          return client.closed().isDone();
        });

    assertThat(closeOf(client)).isEqualTo(4102);
  }

  @Test
  void welcomesWithAllThatAClientMustKnow() {
    WireClient client = WireClient.open(server.port());

    JsonNode welcome = client.call("connect", token(server.token(Role.CUSTOMER)));

    assertThat(welcome.at("/session").stringValue()).hasSizeGreaterThanOrEqualTo(22);
    assertThat(welcome.at("/site").stringValue()).isEqualTo("hotel");
    assertThat(welcome.at("/principal").toString())
        .isEqualTo("{\"id\":\"customer\",\"role\":\"customer\",\"name\":\"customer\"}");
    assertThat(welcome.at("/ping/interval").intValue()).isEqualTo(25_000);
    assertThat(welcome.at("/limits/frame").intValue()).isEqualTo(65_536);
    assertThat(welcome.at("/expires").stringValue()).endsWith("Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forged", "none", "elsewhere", "garbage"})
  void endsWhoShowsATokenThatIsNotValid(String kind) throws Exception {
    var claims = TokenMint.claims("hotel", "ann", Role.MANAGER, server.now().plusSeconds(600));
    String token =
        switch (kind) {
          case "forged" -> TokenMint.signed(claims, TokenMint.secret("salon"));
          case "none" -> TokenMint.unsigned(claims);
          case "elsewhere" ->
              TokenMint.signed(claims.audience("nowhere"), TokenMint.secret("hotel"));
          default -> "e30.e30.e30";
        };
    WireClient client = WireClient.open(server.port());

    assertThat(codeOf(client, "connect", token(token))).isEqualTo("unauthenticated");
    assertThat(closeOf(client)).isEqualTo(4001);
    assertThat(server.call("ping", "{}", token).statusCode()).isEqualTo(401);
  }

  @Test
  void endsWhoShowsAnExpiredToken() throws Exception {
    String token = TokenMint.token("hotel", "ann", Role.GUEST, server.now().minusSeconds(1));
    WireClient client = WireClient.open(server.port());

    assertThat(codeOf(client, "connect", token(token))).isEqualTo("token_expired");
    assertThat(closeOf(client)).isEqualTo(4002);
  }

  @Test
  void asksForATokenFirstAndTakesOneOnlyOnce() {
    WireClient client = WireClient.open(server.port());

    assertThat(codeOf(client, "ping", "{}")).isEqualTo("unauthenticated");
    client.call("connect", token(server.token(Role.GUEST)));
    assertThat(codeOf(client, "ping", "{}")).isEqualTo("ok");
    assertThat(codeOf(client, "connect", token(server.token(Role.GUEST))))
        .isEqualTo("invalid_request");
  }

  @Test
  void endsWithItsTokenUnlessItIsRefreshed() throws Exception {
    String brief = TokenMint.token("hotel", "ann", Role.GUEST, server.now().plusSeconds(20));
    WireClient refreshed = WireClient.connect(server.port(), brief);
    WireClient late = WireClient.connect(server.port(), brief);

    refreshed.call("refresh", token(server.token("hotel", "ann", Role.GUEST)));
    server.clock.advance(Duration.ofSeconds(21));

    assertThat(closeOf(late)).isEqualTo(4002);
    assertThat(codeOf(refreshed, "ping", "{}")).isEqualTo("ok");
  }

  @Test
  void refreshesForTheSamePrincipalOnly() {
    WireClient client = server.connect("ann");

    assertThat(codeOf(client, "refresh", token(server.token("hotel", "bob", Role.GUEST))))
        .isEqualTo("forbidden");
    assertThat(codeOf(client, "refresh", token(server.token("salon", "ann", Role.GUEST))))
        .isEqualTo("forbidden");
  }

  @Test
  void aRefreshWithFewerRightsTakesSubscriptionsAway() {
    String wide =
        TokenMint.granting(
            "hotel",
            "ann",
            Role.GUEST,
            server.now().plusSeconds(600),
            Map.of("chat:back-office", List.of("subscribe")));
    WireClient client = WireClient.connect(server.port(), wide);
    client.call("subscribe", "{\"channel\":\"chat:back-office\"}");
    client.call("subscribe", "{\"channel\":\"chat:lobby\"}");

    client.call("refresh", token(server.token("hotel", "ann", Role.GUEST)));

    await().atMost(Duration.ofSeconds(5)).until(() -> !client.notices().isEmpty());
    assertThat(client.notices().getFirst().toString())
        .contains("unsubscribed", "chat:back-office", "forbidden");
    assertThat(codeOf(client, "unsubscribe", "{\"channel\":\"chat:lobby\"}")).isEqualTo("ok");
  }

  @Test
  void aRevokedPrincipalIsOutAtOnceAndStaysOut() throws Exception {
    String token = server.token("hotel", "mallory", Role.GUEST);
    WireClient mallory = WireClient.connect(server.port(), token);
    WireClient namesake =
        WireClient.connect(server.port(), server.token("salon", "mallory", Role.GUEST));

    server.connect(Role.MANAGER).call("auth.revoke", "{\"principal\":\"mallory\"}");

    assertThat(closeOf(mallory)).isEqualTo(4003);
    assertThat(server.call("ping", "{}", token).statusCode()).isEqualTo(401);
    assertThat(codeOf(namesake, "ping", "{}")).as("of another site").isEqualTo("ok");
  }

  @Test
  void aRevokedTokenIsOutButItsPrincipalMayComeBackWithAnother() throws Exception {
    String token = server.token("hotel", "ann", Role.GUEST);
    WireClient ann = WireClient.connect(server.port(), token);

    server.connect(Role.MANAGER).call("auth.revoke", "{\"token\":\"jti-ann\"}");

    assertThat(closeOf(ann)).isEqualTo(4003);
    var other = TokenMint.claims("hotel", "ann", Role.GUEST, server.now().plusSeconds(600));
    String fresh = TokenMint.signed(other.jwtID("another"), TokenMint.secret("hotel"));
    assertThat(server.call("ping", "{}", fresh).statusCode()).isEqualTo(200);
  }

  @Test
  void aWithdrawnApiKeyIsOutAtOnce() throws Exception {
    WireClient backend = server.connect(Role.BACKEND);
    WireClient manager = server.connect(Role.MANAGER);
    String id = manager.call("apikey.list", "{}").at("/keys/0/id").stringValue();

    manager.call("apikey.revoke", "{\"id\":\"" + id + "\"}");

    assertThat(closeOf(backend)).isEqualTo(4003);
    assertThat(server.call("ping", "{}", server.token(Role.BACKEND)).statusCode()).isEqualTo(401);
  }

  @Test
  void aSessionComesBackInThePlaceOfItsOldOne() throws Exception {
    WireClient old = WireClient.open(server.port());
    String session =
        old.call("connect", token(server.token(Role.GUEST))).get("session").stringValue();
    WireClient thief = WireClient.open(server.port());
    thief.call(
        "connect",
        "{\"token\":\"%s\",\"session\":\"%s\"}".formatted(server.token(Role.STAFF), session));
    assertThat(codeOf(old, "ping", "{}")).as("another principal's").isEqualTo("ok");

    WireClient fresh = WireClient.open(server.port());
    fresh.call(
        "connect",
        "{\"token\":\"%s\",\"session\":\"%s\"}".formatted(server.token(Role.GUEST), session));

    assertThat(closeOf(old)).isEqualTo(4005);
    assertThatThrownBy(() -> old.call("ping", "{}")).isInstanceOf(RpcFailure.class);
    assertThat(codeOf(fresh, "ping", "{}")).isEqualTo("ok");
  }
}
