package io.bellhop.server;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A bare client where WebSockets are blocked: SSE down, POST up. */
final class StreamClient implements AutoCloseable {
  private final TestServer server;
  private final RawSocket line;
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private volatile boolean ended;
  private volatile @Nullable String session;

  StreamClient(TestServer server, String token) {
    this.server = server;
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"connect\",\"params\":{\"token\":\"%s\"}}"
            .formatted(token);
    line = RawSocket.connect(server.port());
    line.bytes(
        ("POST /stream HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.UTF_8));
    line.readHead();
    Thread.startVirtualThread(this::read);
  }

  /** Each message comes as one chunk; what frames the chunks does not begin with {@code data}. */
  private void read() {
    try {
      line.lines()
          .takeWhile(text -> !text.equals("0"))
          .filter(text -> text.startsWith("data: "))
          .forEach(text -> take(WireClient.JSON.readTree(text.substring("data: ".length()))));
    } catch (UncheckedIOException e) {
      // the stream broke off: it has ended
    } finally {
      ended = true;
    }
  }

  private void take(JsonNode message) {
    JsonNode known = message.at("/result/session");
    if (known.isString()) {
      session = known.stringValue();
    }
    messages.add(message);
  }

  String session() {
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> session != null);
    return String.valueOf(session);
  }

  /** Posts a frame and tells the status. */
  int post(String frame) {
    return server.post("/stream/messages", frame, "Bellhop-Session", session()).statusCode();
  }

  /** Calls a method and gives its answer. */
  JsonNode call(int id, String method, String params) {
    post(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> answer(id) != null);
    return java.util.Objects.requireNonNull(answer(id));
  }

  private @Nullable JsonNode answer(int id) {
    return messages.stream()
        .filter(message -> message.has("id") && message.get("id").asInt() == id)
        .findFirst()
        .orElse(null);
  }

  /** All that came, answers included, in order. */
  List<JsonNode> messages() {
    return messages;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    line.close();
  }
}
