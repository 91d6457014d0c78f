package io.bellhop.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A server that is sent nonsense: it never dies, never fails inside, and who behaves well beside it
 * notices nothing. {@code -Dfuzz.seed=N} repeats a run, {@code -Dfuzz.seconds=N} makes it longer.
 */
class FuzzTest {
  private static final Duration PACE = Duration.ofMillis(110);

  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
  private final Duration time = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 6));
  private final TestServer server =
      TestServer.start(
          "limits: {connections-per-address: 100000, messages-per-second: 100000, message-burst: 100000}");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Collection<JsonNode> received = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void listen() {
    System.out.println("fuzz.seed=" + seed);
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void stop() {
    threads.close();
    root().detachAppender(log);
    server.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  void survivesNonsenseOverWebSocketsAndHttp() throws Exception {
    WireClient observer =
        WireClient.connect(
            server.port(), server.token("hotel", "observer", Role.GUEST), received::add);
    observer.call("subscribe", "{\"channel\":\"chat:lobby\"}");
    WireClient speaker = server.connect("speaker");
    var frames =
        CompletableFuture.runAsync(() -> throwFrames(new Nonsense(new Random(seed))), threads);
    var requests =
        LongStream.rangeClosed(1, 3)
            .mapToObj(i ->
                CompletableFuture.runAsync(
                    () -> throwRequests(new Nonsense(new Random(seed + i))), threads))
            .toList();

    long end = System.nanoTime() + time.toNanos();
    long own = 0;
    while (System.nanoTime() < end) {
      speaker.call("chat.send", "{\"room\":\"lobby\",\"text\":\"own %d\"}".formatted(++own));
      LockSupport.parkNanos(PACE.toNanos());
    }
    frames.get();
    for (CompletableFuture<Void> thread : requests) {
      thread.get();
    }

    demandAllReceived(speaker, own);
    assertThat(log.list.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.ERROR)))
        .as("fuzz.seed=%d", seed)
        .isEmpty();
    assertThat(server.get("/ready").statusCode()).isEqualTo(200);
  }

  /** Also what the nonsense managed to say is an event; all of them came, in order. */
  private void demandAllReceived(WireClient speaker, long own) {
    long head = speaker.call("position", "{\"channel\":\"chat:lobby\"}").get("offset").longValue();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Received.offsets(received, "chat:lobby").size() >= head);
    assertThat(Received.offsets(received, "chat:lobby"))
        .as("fuzz.seed=%d", seed)
        .isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
    List<String> mine =
        Received.events(received, "chat:lobby").stream()
            .map(event -> event.at("/data/text").asString(""))
            .filter(text -> text.startsWith("own "))
            .toList();
    assertThat(mine).isEqualTo(LongStream.rangeClosed(1, own).mapToObj(i -> "own " + i).toList());
  }

  private void throwFrames(Nonsense nonsense) {
    long end = System.nanoTime() + time.toNanos();
    int sessions = 0;
    while (System.nanoTime() < end) {
      String id = "fuzzer-" + sessions++ % 50;
      String[] extension =
          sessions % 3 == 0
              ? new String[] {"Sec-WebSocket-Extensions: permessage-deflate"}
              : new String[0];
      try (RawSocket raw = RawSocket.open(server.port(), extension)) {
        raw.text(
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"connect\",\"params\":{\"token\":\"%s\"}}"
                .formatted(server.token("hotel", id, nonsense.role())));
        raw.message();
        for (int i = 0; i < 40; i++) {
          raw.bytes(nonsense.frame());
        }
        raw.frame(0x88, new byte[] {3, (byte) 0xE8});
        // If half a frame swallowed the close, the server hears the end by this.
        raw.shutdownOutput();
        demandNoFailure(raw);
      } catch (java.io.UncheckedIOException | IllegalStateException e) {
        // the server closed the line on this one, as it may
      }
    }
  }

  /** Reads to the end of the line. */
  private void demandNoFailure(RawSocket raw) {
    try {
      while (true) {
        RawSocket.Frame frame = raw.read();
        assertThat(frame.text()).as("fuzz.seed=%d", seed).doesNotContain("\"code\":-32603");
      }
    } catch (java.io.IOException e) {
      // its end
    }
  }

  private void throwRequests(Nonsense nonsense) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      byte[] request = nonsense.request(server.token(nonsense.role()));
      try (RawSocket raw = RawSocket.connect(server.port())) {
        // Half a request gets no answer.
        raw.patience(Duration.ofMillis(300));
        raw.bytes(request);
        raw.readHead();
        assertThat(raw.status())
            .as("fuzz.seed=%d %s", seed, new String(request, ISO_8859_1))
            .isNotEqualTo(500);
      } catch (java.io.UncheckedIOException e) {
        // cut off, as it may be
      }
    }
  }

  /** Things that are nearly right. */
  private static final class Nonsense {
    private static final List<String> METHODS =
        List.of(
            "ping",
            "connect",
            "subscribe",
            "unsubscribe",
            "publish",
            "position",
            "presence",
            "refresh",
            "auth.guest",
            "auth.revoke",
            "staff.login",
            "staff.setup",
            "apikey.list",
            "apikey.create",
            "apikey.revoke",
            "chat.rooms",
            "chat.send",
            "chat.history",
            "chat.typing",
            "no.such",
            "");
    private static final List<String> VALUES =
        List.of(
            "null",
            "true",
            "-1",
            "0",
            "1",
            "1.5",
            "1e400",
            "9007199254740993",
            "99999999999999999999",
            "\"\"",
            "\"lobby\"",
            "\"chat:lobby\"",
            "\"site:all\"",
            "\"offer:1\"",
            "\"pointer:x\"",
            "\"board:1\"",
            "\"hotel\"",
            "\"salon\"",
            "\"a\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"😀\"",
            "{}",
            "[]",
            "[[[[1]]]]",
            "{\"offset\":0}",
            "{\"offset\":3,\"epoch\":\"x\"}",
            "\"data.x > 1\"",
            "\"type == 'message'\"",
            "\"type.matches('(a+)+$')\"",
            "\"x".concat("y".repeat(500)).concat("\""));
    private static final List<String> MEMBERS =
        List.of(
            "channel",
            "room",
            "text",
            "type",
            "data",
            "since",
            "filter",
            "presence",
            "limit",
            "before",
            "site",
            "name",
            "email",
            "password",
            "token",
            "principal",
            "id",
            "typing",
            "offset",
            "setup",
            "session",
            "client",
            "é");

    private final Random random;

    Nonsense(Random random) {
      this.random = random;
    }

    Role role() {
      return pick(List.of(Role.GUEST, Role.CUSTOMER, Role.STAFF));
    }

    private <T> T pick(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    byte[] frame() {
      byte[] payload = random.nextInt(4) == 0 ? broken(message()) : message().getBytes(UTF_8);
      return switch (random.nextInt(30)) {
        case 0 -> RawSocket.masked(random.nextInt(256), payload);
        case 1 -> broken(new String(RawSocket.masked(RawSocket.TEXT, payload), ISO_8859_1));
        case 2 -> RawSocket.masked(0x89, Arrays.copyOf(payload, Math.min(payload.length, 125)));
        default -> RawSocket.masked(RawSocket.TEXT, payload);
      };
    }

    private String message() {
      String request =
          "{\"jsonrpc\":\"2.0\""
              + (random.nextInt(5) == 0 ? "" : ",\"id\":" + random.nextInt(9))
              + ",\"method\":\""
              + pick(METHODS)
              + "\",\"params\":"
              + (random.nextInt(8) == 0 ? pick(VALUES) : params())
              + (random.nextInt(3) == 0 ? ",\"key\":\"k" + random.nextInt(20) + "\"" : "")
              + "}";
      return random.nextInt(6) == 0 ? "[" + request + "," + request + "]" : request;
    }

    private String params() {
      StringBuilder params = new StringBuilder("{");
      List<String> wanted =
          random.nextBoolean() ? MEMBERS : List.of("channel", "room", "text", "type", "data");
      for (String member : wanted) {
        if (random.nextInt(3) > 0) {
          params.append(params.length() == 1 ? "" : ",");
          params.append('"').append(member).append("\":").append(pick(VALUES));
        }
      }
      return params.append('}').toString();
    }

    /** The text with a few bytes changed, left out or doubled. */
    private byte[] broken(String text) {
      byte[] bytes = text.getBytes(UTF_8);
      int changes = 1 + random.nextInt(3);
      for (int i = 0; i < changes && bytes.length > 0; i++) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
          case 0 -> bytes[at] = (byte) random.nextInt();
          case 1 -> bytes = Arrays.copyOf(bytes, at);
          default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
      }
      return bytes;
    }

    byte[] request(String token) {
      String body = random.nextInt(4) == 0 ? pick(VALUES) : params();
      String path =
          pick(
              List.of(
                  "/api/" + pick(METHODS),
                  "/api/" + pick(METHODS),
                  "/api/" + pick(METHODS),
                  "/rpc",
                  "/stream",
                  "/stream/messages",
                  "/",
                  "/ws",
                  "/metrics",
                  "/%",
                  "/%zz",
                  "/api/%",
                  "/api/a/b",
                  "/console/%2e%2e/",
                  "*",
                  "http://x/api/ping",
                  "/?a=%",
                  "/openapi.json"));
      String text =
          pick(List.of("POST", "POST", "POST", "GET", "OPTIONS", "PUT", "HEAD", "CONNECT", "BREW"))
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + pick(List.of("127.0.0.1", "", "%", "a b"))
              + "\r\nAuthorization: Bearer "
              + (random.nextInt(5) == 0 ? "x" : token)
              + "\r\n"
              + pick(
                  List.of(
                      "",
                      "Origin: https://www.hotel.example\r\n",
                      "Origin: %\r\n",
                      "Idempotency-Key: k" + random.nextInt(9) + "\r\n",
                      "Bellhop-Session: x\r\n",
                      "X-Forwarded-For: ,,%\r\n",
                      "Expect: 100-continue\r\n",
                      "Content-Type: multipart/form-data; boundary=x\r\n",
                      "Content-Type: application/x-www-form-urlencoded\r\n",
                      "Content-Encoding: gzip\r\n",
                      "Range: bytes=5-1\r\n",
                      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: bellhop.v1\r\n",
                      "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: %\r\n"))
              + "Connection: close\r\n"
              + (random.nextInt(10) == 0
                  ? "Transfer-Encoding: chunked\r\n\r\nzz\r\n"
                  : "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
      return random.nextInt(4) == 0 ? broken(text) : text.getBytes(UTF_8);
    }
  }
}
