package io.bellhop.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import io.bellhop.protocol.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
  private final SettableClock clock = new SettableClock();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile String body = "";
  private volatile int status = 200;
  private HttpServer server;
  private RemoteKeys keys;

  RemoteKeysTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keys =
        new RemoteKeys(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), clock);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          fetches.incrementAndGet();
          byte[] bytes = body.getBytes(UTF_8);
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static RSAKey key(String id) throws Exception {
    return new RSAKeyGenerator(2048).keyID(id).generate();
  }

  private void publish(RSAKey... published) {
    body = new JWKSet(List.of(published)).toString();
  }

  private int candidates(String id) {
    return keys.candidates(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build()).size();
  }

  @Test
  void fetchesOnceAndRemembers() throws Exception {
    publish(key("a"));

    assertThat(candidates("a")).isEqualTo(1);
    assertThat(candidates("a")).isEqualTo(1);
    assertThat(fetches).hasValue(1);
  }

  @Test
  void findsARotatedKeyAtOnceButNotForEveryStranger() throws Exception {
    var a = key("a");
    publish(a);
    candidates("a");
    publish(a, key("b"));

    assertThat(candidates("b")).isZero();
    clock.advance(Duration.ofSeconds(31));
    assertThat(candidates("b")).isEqualTo(1);
    for (int i = 0; i < 100; i++) {
      candidates("stranger-" + i);
    }
    assertThat(fetches).hasValue(2);
  }

  @Test
  void dropsAWithdrawnKeyAfterTenMinutes() throws Exception {
    publish(key("a"));
    candidates("a");
    publish(key("b"));
    clock.advance(Duration.ofMinutes(11));

    assertThat(candidates("a")).isZero();
    assertThat(candidates("b")).isEqualTo(1);
  }

  @Test
  void keepsTheLastKeysForADayWhileTheUrlIsDown() throws Exception {
    publish(key("a"));
    candidates("a");
    status = 503;
    clock.advance(Duration.ofHours(1));

    assertThat(candidates("a")).isEqualTo(1);
    clock.advance(Duration.ofHours(24));
    Thrown.by(ErrorCode.UNAVAILABLE, () -> candidates("a"));
  }

  @Test
  void isUnavailableWhileThereIsNoUsableKeySet() throws Exception {
    status = 302;
    Thrown.by(ErrorCode.UNAVAILABLE, () -> candidates("a"));

    status = 200;
    for (String bad : List.of("no json", "{\"keys\":[]}", "x".repeat(Jwks.MAX_LENGTH + 1))) {
      body = bad;
      clock.advance(Duration.ofSeconds(31));
      Thrown.by(ErrorCode.UNAVAILABLE, () -> candidates("a"));
    }
    assertThat(fetches).hasValue(4);
  }

  @Test
  void fetchesOnceForManyAtOnce() throws Exception {
    publish(key("a"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var found =
          java.util.stream.IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> candidates("a")))
              .toList();
      for (var each : found) {
        assertThat(each.get()).isEqualTo(1);
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void fetchesFromHttpsOrThisMachineOnly() {
    for (String url : List.of("http://example.com/", "ftp://localhost/", "file:///etc/passwd")) {
      assertThatThrownBy(() -> new RemoteKeys(URI.create(url), clock))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(RemoteKeys.trustworthy(URI.create("https://id.example.com/jwks"))).isTrue();
  }
}
