package io.bellhop.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bare client of the protocol over a real WebSocket; everything blocks. */
final class WireClient implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final List<JsonNode> notices = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final Consumer<JsonNode> onNotice;
  private final Duration patience;
  private final WebSocket socket;

  private WireClient(
      int port, @Nullable String origin, Consumer<JsonNode> onNotice, Duration patience) {
    this.onNotice = onNotice;
    this.patience = patience;
    WebSocket.Builder builder =
        HTTP.newWebSocketBuilder().subprotocols("bellhop.v1").connectTimeout(Duration.ofSeconds(5));
    if (origin != null) {
      builder.header("Origin", origin);
    }
    this.socket =
        await(builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), new Listener()));
  }

  /** A line that has not said {@code connect} yet. */
  static WireClient open(int port) {
    return new WireClient(port, null, notice -> {}, PATIENCE);
  }

  static WireClient open(int port, String origin) {
    return new WireClient(port, origin, notice -> {}, PATIENCE);
  }

  /** A connected client. */
  static WireClient connect(int port, String token) {
    return connect(port, token, notice -> {});
  }

  static WireClient connect(int port, String token, Consumer<JsonNode> onNotice) {
    return connect(port, token, onNotice, PATIENCE);
  }

  /**
   * @param patience how long it waits for any answer
   */
  static WireClient connect(
      int port, String token, Consumer<JsonNode> onNotice, Duration patience) {
    WireClient client = new WireClient(port, null, onNotice, patience);
    try {
      client.call("connect", "{\"token\":\"" + token + "\"}");
      return client;
    } catch (RpcFailure e) {
      client.close();
      throw e;
    }
  }

  JsonNode call(String method, String params) {
    return call(method, params, null);
  }

  /** Calls and returns the result; an error is thrown. */
  JsonNode call(String method, String params, @Nullable String key) {
    long id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    if (closed.isDone()) {
      answer.completeExceptionally(new RpcFailure(RpcFailure.GONE, "closed"));
    }
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\""
            + method
            + "\",\"params\":"
            + params
            + (key == null ? "" : ",\"key\":\"" + key + "\"")
            + "}");
    JsonNode message = await(answer);
    JsonNode error = message.get("error");
    if (error != null) {
      throw new RpcFailure(
          error.get("data").get("code").stringValue(), error.get("message").stringValue());
    }
    return message.get("result");
  }

  synchronized void send(String frame) {
    await(socket.sendText(frame, true));
  }

  synchronized void sendBinary(byte[] bytes) {
    await(socket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  /** Messages without an id, in the order received. */
  List<JsonNode> notices() {
    return notices;
  }

  /** The close code, once closed. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  private <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RpcFailure failure
          ? failure
          : new RpcFailure(RpcFailure.GONE, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw new RpcFailure(RpcFailure.GONE, "no answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RpcFailure(RpcFailure.GONE, "interrupted");
    }
  }

  private void end(int code) {
    closed.complete(code);
    waiting
        .values()
        .forEach(w -> w.completeExceptionally(new RpcFailure(RpcFailure.GONE, "closed " + code)));
  }

  @Override
  public void close() {
    socket.abort();
    end(1006);
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode frame = JSON.readTree(text.toString());
        text.setLength(0);
        if (frame.isArray()) {
          frame.forEach(this::onMessage);
        } else {
          onMessage(frame);
        }
      }
      webSocket.request(1);
      return null;
    }

    private void onMessage(JsonNode message) {
      JsonNode id = message.get("id");
      if (id != null && id.isNumber()) {
        CompletableFuture<JsonNode> answer = waiting.remove(id.longValue());
        if (answer != null) {
          answer.complete(message);
        }
        return;
      }
      notices.add(message);
      onNotice.accept(message);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
        WebSocket webSocket, int statusCode, String reason) {
      end(statusCode);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      end(1006);
    }
  }
}
