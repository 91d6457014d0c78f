package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.redis.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The examples in {@code deploy/proxy}, each with the real proxy in front of two servers, of which
 * one may be draining, and a third that is not there.
 */
@Tag("deploy")
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProxiesTest {
  private static final Path EXAMPLES = Path.of("../deploy/proxy");
  private static final int CHUNK = 1 << 20;
  private static final int DRAINING = 4100;
  private static final String PROTOCOL = "Sec-WebSocket-Protocol: bellhop.v1";
  private static final String ROOM = "chat:lobby";
  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscribe\",\"params\":{\"channel\":\""
          + ROOM
          + "\"}}";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  enum Proxy {
    NGINX("nginx.conf", true, "/usr/sbin/nginx", "-g", "daemon off;", "-c"),
    HAPROXY("haproxy.cfg", true, "/usr/sbin/haproxy", "-f"),
    CADDY("Caddyfile", false, "/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config");

    final String example;

    /** Whether it asks another server at once where one takes no new clients. */
    final boolean asksAnother;

    private final String command;

    Proxy(String example, boolean asksAnother, String... command) {
      this.example = example;
      this.asksAnother = asksAnother;
      this.command = String.join("\n", command);
    }

    List<String> command(Path file) {
      return List.of((command + "\n" + file).split("\n"));
    }
  }

  @TempDir Path folder = Path.of("");
  private TestServer server;
  private @Nullable TestServer other;
  private @Nullable Process proxy;
  private int port;

  @BeforeEach
  void start() {
    server = behindProxy();
  }

  private static TestServer behindProxy() {
    return TestServer.start("limits: {trusted-proxies: [127.0.0.0/8]}");
  }

  @AfterEach
  void stop() throws InterruptedException {
    Process running = proxy;
    if (running != null) {
      running.destroy();
      if (!running.waitFor(5, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    }
    server.close();
    TestServer second = other;
    if (second != null) {
      second.close();
    }
  }

  private void start(Proxy kind) throws IOException {
    port = Ports.free();
    TestServer second = other;
    String example =
        Files.readString(EXAMPLES.resolve(kind.example))
            .replaceAll("\\b8000\\b", Integer.toString(port))
            .replace("bellhop1:8080", "127.0.0.1:" + Ports.free())
            .replace("bellhop2:8080", "127.0.0.1:" + server.port())
            .replace(
                "bellhop3:8080", "127.0.0.1:" + (second == null ? Ports.free() : second.port()))
            .replace("maxconn 40000", "maxconn 1000")
            .replace("/tmp/nginx", folder + "/nginx");
    Path file = Files.writeString(folder.resolve(kind.example), example);
    ProcessBuilder builder = new ProcessBuilder(kind.command(file));
    builder.environment().put("HOME", folder.toString());
    proxy =
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> get("/ready").statusCode() == 200);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> get(String path) {
    return TestServer.send(request(path).GET());
  }

  @ParameterizedTest
  @EnumSource(Proxy.class)
  void everythingGoesThrough(Proxy kind) throws IOException {
    start(kind);

    eventsComeAtOnce();
    filesComeInChunks();
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(Proxy.class)
  void whoComesWhileAServerDrainsGetsToAnother(Proxy kind) throws Exception {
    TestServer second = behindProxy();
    other = second;
    start(kind);
    WireClient ann = WireClient.connect(port, server.token(Role.STAFF));
    TestServer first = has(server, 1) ? server : second;
    assertThat(has(first, 1)).isTrue();

    first.bellhop().drain();

    assertThat(ann.closed().get(5, TimeUnit.SECONDS)).isEqualTo(DRAINING);
    if (!kind.asksAnother) {
      await().atMost(Duration.ofSeconds(5)).until(() -> open() == 101);
    }
    for (int i = 0; i < 5; i++) {
      assertThat(open()).isEqualTo(101);
      assertThat(stream()).isEqualTo(200);
    }
  }

  private static boolean has(TestServer server, int sessions) {
    return server.get("/metrics").body().contains("bellhop_sessions " + sessions + ".0");
  }

  private int open() {
    try (RawSocket socket = RawSocket.handshake(port, PROTOCOL)) {
      return socket.status();
    }
  }

  private int stream() throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        HTTP.send(
            request("/stream").POST(BodyPublishers.ofString(connect())).build(),
            BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  private String connect() {
    return "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"connect\",\"params\":{\"token\":\"%s\"}}"
        .formatted(server.token(Role.CUSTOMER));
  }

  private void eventsComeAtOnce() {
    List<String> stream = new CopyOnWriteArrayList<>();
    try (WireClient ben = WireClient.connect(port, server.token(Role.GUEST));
        WireClient ann = WireClient.connect(port, server.token(Role.STAFF))) {
      ben.call("subscribe", "{\"channel\":\"" + ROOM + "\"}", null);
      follow(stream);
      ann.call("chat.send", Rpc.params("room", "lobby", "text", "through"), null);
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> has(stream, "through") && !Received.events(ben.notices(), ROOM).isEmpty());
    }
  }

  /** Where WebSockets are blocked: SSE down, POST up. */
  private void follow(List<String> stream) {
    Thread.startVirtualThread(() -> read(connect(), stream));
    await().atMost(Duration.ofSeconds(5)).until(() -> has(stream, "\"session\""));
    String first =
        stream.stream().filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
    String session =
        WireClient.JSON
            .readTree(first.substring("data: ".length()))
            .at("/result/session")
            .stringValue();
    var answer =
        TestServer.send(
            request("/stream/messages")
                .header("Bellhop-Session", session)
                .POST(BodyPublishers.ofString(SUBSCRIBE)));
    assertThat(answer.statusCode()).isEqualTo(202);
    await().atMost(Duration.ofSeconds(5)).until(() -> has(stream, "\"id\":1"));
  }

  private void read(String connect, List<String> stream) {
    try {
      HTTP.send(
              request("/stream").POST(BodyPublishers.ofString(connect)).build(),
              BodyHandlers.ofLines())
          .body()
          .forEach(stream::add);
    } catch (IOException e) {
      stream.add("broken: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean has(List<String> lines, String text) {
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  private void filesComeInChunks() {
    byte[] bytes = new byte[CHUNK + 1_000];
    new Random(7).nextBytes(bytes);
    FileClient ann = new FileClient(server, "ann");
    String id = ann.begin("a.bin", "application/octet-stream", bytes.length);
    for (int from = 0; from < bytes.length; from += CHUNK) {
      int length = Math.min(CHUNK, bytes.length - from);
      var answer =
          TestServer.send(
              request("/files/" + id + "?offset=" + from)
                  .header("Authorization", "Bearer " + ann.token)
                  .PUT(BodyPublishers.ofByteArray(bytes, from, length)));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    assertThat(ann.finish(id).get("size").intValue()).isEqualTo(bytes.length);
  }
}
