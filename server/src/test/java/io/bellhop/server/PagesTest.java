package io.bellhop.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.bellhop.engine.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the server serves besides calls, and the headers of all its answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
  private final TestServer server = TestServer.start();

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/health,       application/json, up",
    "/ready,        application/json, true",
    "/metrics,      text/plain,       bellhop_sessions",
    "/openapi.json, application/json, chat.send",
    "/openrpc.json, application/json, subscribe",
    "/asyncapi.json, application/json, message",
    "/,             text/html,        demo",
    "/index.html,   text/html,        demo",
    "/console/,     text/html,        console",
    "/widget/,      text/html,        widget"
  })
  void serves(String path, String type, String content) {
    var response = server.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(response.body()).contains(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/ready"})
  void answersHealthCheckersThatSpeakHttp10AndSendNoHost(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

      assertThat(answer).startsWith("HTTP/1.0 200").contains("X-Content-Type-Options");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/console/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/console/%2e%2e/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "//secret.txt",
        "/.env",
        "/%2eenv",
        "/console/.env",
        "/console/.hidden/file.txt",
        "/.hidden/file.txt",
        "/../data/secrets/hotel",
        "/index.html%00.txt",
        "/%",
        "/%zz",
        "/%c0%ae%c0%ae/secret.txt"
      })
  void neverServesWhatIsNotAPage(String path) {
    try (RawSocket raw = RawSocket.connect(server.port())) {
      raw.bytes(
          ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      raw.readHead();

      assertThat(raw.status()).isBetween(400, 499);
    }
  }

  @Test
  void visitorsWhoLeaveBeforeTheirPageComesAreNoErrors() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try {
      for (int i = 0; i < 500; i++) {
        try (RawSocket raw = RawSocket.connect(server.port())) {
          raw.bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          raw.reset();
        }
      }
      assertThat(server.get("/").statusCode()).isEqualTo(200);
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
  }

  @Test
  void everyAnswerCarriesSecurityHeaders() {
    String token = server.token(Role.GUEST);
    List<HttpResponse<String>> answers =
        List.of(
            server.get("/"),
            server.get("/health"),
            server.get("/nothing"),
            server.get("/ws"),
            server.get("/api/ping"),
            server.call("ping", "{}", token),
            server.call("ping", "{", token),
            server.call("ping", "{}", null),
            server.call("ping", " ".repeat(70_000), token),
            server.post("/rpc", "{}"),
            server.post("/stream/messages", "{}"),
            server.post("/api/ping", "{}", "Origin", "https://evil.example"));

    for (HttpResponse<String> answer : answers) {
      assertThat(answer.headers().map())
          .as(answer.uri() + " " + answer.statusCode())
          .containsKeys(
              "content-security-policy",
              "x-content-type-options",
              "referrer-policy",
              "permissions-policy");
    }
  }

  @Test
  void pagesMayBeFramedByPagesOfTheSameOriginAlone() {
    var headers = server.get("/console/").headers();

    assertThat(headers.firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'self'")
        .contains("default-src 'self'")
        .doesNotContain("unsafe-");
  }

  private HttpResponse<String> preflight(String origin) {
    return TestServer.send(
        server
            .request(
                "/api/chat.send",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,idempotency-key")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  @Test
  void letsPagesOfAllowedOriginsCall() {
    var answer = preflight(TestServer.PAGE);
    var call = server.call("ping", "{}", server.token(Role.GUEST), "Origin", TestServer.PAGE);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue(TestServer.PAGE);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .containsIgnoringCase("idempotency-key")
        .containsIgnoringCase("authorization");
    assertThat(call.statusCode()).isEqualTo(200);
    assertThat(call.headers().firstValue("Access-Control-Allow-Origin")).hasValue(TestServer.PAGE);
    assertThat(call.headers().firstValue("Vary")).hasValue("Origin");
  }

  @Test
  void letsAnyPageLoadTheWidgetAndNothingElse() {
    var widget = server.get("/widget/", "Origin", "https://shop.example");
    var console = server.get("/console/", "Origin", "https://shop.example");

    assertThat(widget.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(widget.headers().firstValue("Cross-Origin-Resource-Policy"))
        .hasValue("cross-origin");
    assertThat(console.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void refusesPagesOfOtherOrigins() {
    String evil = "https://evil.example";

    assertThat(preflight(evil).headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(server.call("ping", "{}", server.token(Role.GUEST), "Origin", evil).statusCode())
        .isEqualTo(403);
    assertThat(
            server
                .call("ping", "{}", server.token(Role.GUEST), "Origin", "https://www.salon.example")
                .statusCode())
        .as("a page of another site")
        .isEqualTo(403);
  }
}
