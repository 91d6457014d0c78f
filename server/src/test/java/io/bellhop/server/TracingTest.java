package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bellhop.engine.Role;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are followed, by what a collector gets of them. */
class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private HttpServer collector;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", this::collect);
    collector.start();
    server =
        TestServer.start(
            "tracing: {endpoint: 'http://127.0.0.1:%d/v1/traces', percent: 0}"
                .formatted(collector.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.close();
    collector.stop(0);
  }

  private void collect(HttpExchange exchange) throws IOException {
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    var body = exchange.getRequestBody();
    ExportTraceServiceRequest.parseFrom(packed ? new GZIPInputStream(body) : body)
        .getResourceSpansList()
        .forEach(r -> r.getScopeSpansList().forEach(s -> spans.addAll(s.getSpansList())));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private Span span(String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private HttpResponse<String> publish(Role role, String channel, String text) {
    String params =
        "{\"channel\":\"%s\",\"type\":\"note\",\"data\":\"%s\"}".formatted(channel, text);
    return server.call("publish", params, server.token(role), "traceparent", PARENT);
  }

  private void say(Role role, String text) {
    assertThat(publish(role, "site:all", text).statusCode()).isEqualTo(200);
  }

  @Test
  void aBackEndsRequestIsFollowedToTheDelivery() {
    try (WireClient ann = server.connect(Role.STAFF)) {
      ann.call("subscribe", "{\"channel\":\"site:all\"}", null);
      say(Role.BACKEND, "hello");
      await().atMost(Duration.ofSeconds(15)).until(() -> has("deliver site"));
    }

    Span call = span("publish");
    assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(hex(call.getParentSpanId().toByteArray())).isEqualTo("00f067aa0ba902b7");
    assertThat(span("ledger.write").getParentSpanId()).isEqualTo(call.getSpanId());
    assertThat(span("deliver site").getParentSpanId())
        .isIn(call.getSpanId(), span("ledger.write").getSpanId());
    assertThat(spans).allMatch(span -> hex(span.getTraceId().toByteArray()).equals(TRACE));
    assertThat(spans.toString()).doesNotContain("hello", "site:all");
  }

  @Test
  void nobodyElseCanHaveRequestsFollowed() {
    say(Role.STAFF, "hello");
    say(Role.BACKEND, "hello");
    await().atMost(Duration.ofSeconds(15)).until(() -> has("publish"));

    assertThat(spans.stream().filter(span -> span.getName().equals("publish"))).hasSize(1);
  }

  @Test
  void aRefusedRequestSaysWhy() {
    publish(Role.BACKEND, "auth:revoked", "hello");
    await().atMost(Duration.ofSeconds(15)).until(() -> has("publish"));

    assertThat(span("publish").getAttributesList())
        .anySatisfy(attribute -> {
          assertThat(attribute.getKey()).isEqualTo("error.type");
          assertThat(attribute.getValue().getStringValue()).isEqualTo("forbidden");
        });
  }

  private boolean has(String name) {
    return spans.stream().anyMatch(span -> span.getName().equals(name));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
