package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Presence.Member;
import io.bellhop.engine.Role;
import io.bellhop.engine.Timer;
import io.bellhop.json.JacksonCodec;
import io.bellhop.protocol.Json;
import io.bellhop.redis.NextVersion;
import io.bellhop.redis.RedisProcess;
import io.bellhop.sql.Database;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * This version beside a later one, on one PostgreSQL and one Redis. The later one writes events and
 * timers, and says things, that this one does not know.
 */
class VersionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NEWS = "board:news";
  private static final String POINTER = "pointer:screen";
  private static final Map<String, Object> RICH =
      Map.of("text", "hello", "colour", Map.of("name", "blue", "alpha", 0.5), "tags", List.of(1));

  @TempDir Path folder = Path.of("");
  private final RedisProcess redis = RedisProcess.start();
  private final LinkedBlockingQueue<Event> committed = new LinkedBlockingQueue<>(10_000);
  private TestServer server;
  private NextVersion later;
  private SqlLedger ledger;

  @BeforeEach
  void start() {
    SqlSettings store = Database.POSTGRESQL.fresh(folder);
    Map<String, String> settings = new HashMap<>(TestServer.environment(store, folder));
    settings.remove("BELLHOP_DATA");
    settings.put("BELLHOP_BROKER", "redis");
    settings.put("BELLHOP_REDIS_URL", redis.url());
    server = TestServer.on(Database.POSTGRESQL, Map.copyOf(settings));
    later = NextVersion.join(redis);
    ledger = SqlLedger.open(store, new JacksonCodec(), InstantSource.system(), committed::addAll);
    await().atMost(PATIENCE).until(() -> measured("bellhop_broker_connected 1.0"));
  }

  @AfterEach
  void stop() {
    ledger.close();
    later.close();
    server.close();
    redis.close();
  }

  private boolean measured(String line) {
    return server.get("/metrics").body().lines().anyMatch(line::equals);
  }

  /** Writes as the later version does, and takes what is to be published. */
  private Event write(String channel, String type) throws InterruptedException {
    ledger.write(tx -> tx.append(new Channel(TestServer.HOTEL, channel), type, RICH, "ann"));
    Event event = committed.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  private void awaitOffsets(WireClient client, String channel, long last) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(Received.offsets(client.notices(), channel))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList()));
  }

  @Test
  void eventsThatSayMoreAreDeliveredAndPassedOnAsTheyAre() throws Exception {
    WireClient client = server.connect(Role.STAFF);
    Rpc.call(client, "subscribe", "channel", NEWS);

    later.publish(write(NEWS, "hologram"));
    later.publish(write(NEWS, "note"));

    awaitOffsets(client, NEWS, 2);
    JsonNode first = Received.events(client.notices(), NEWS).getFirst();
    assertThat(first.get("type").stringValue()).isEqualTo("hologram");
    assertThat(first.at("/data/colour/alpha").doubleValue()).isEqualTo(0.5);
    assertThat(measured("bellhop_broker_received_total 2.0")).isTrue();
    assertThat(measured("bellhop_broker_losses_total 0.0")).isTrue();
  }

  @Test
  void anotherVersionOfThePayloadIsLeftUnreadAndFoundInTheLedger() throws Exception {
    WireClient client = server.connect(Role.STAFF);
    Rpc.call(client, "subscribe", "channel", NEWS);

    for (int i = 0; i < 20; i++) {
      later.publishInItsOwnVersion(write(NEWS, "note"));
    }

    awaitOffsets(client, NEWS, 20);
    assertThat(measured("bellhop_broker_received_total 0.0")).isTrue();
    assertThat(server.get("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void whatServersTellEachOtherOfALaterVersionHoldsNothingUp() throws Exception {
    WireClient client = server.connect(Role.STAFF);
    Rpc.call(client, "subscribe", "channel", POINTER);
    Json riddle = new Json("{\"node\":\"later\",\"what\":\"riddle\",\"address\":\"192.0.2.1\"}");

    later.publish(signal("auth:counts", "counted", riddle));
    later.publish(signal(POINTER, "moved", Json.EMPTY_OBJECT));

    await().atMost(PATIENCE).until(() -> !Received.events(client.notices(), POINTER).isEmpty());
    assertThat(Received.events(client.notices(), POINTER)).hasSize(1);
  }

  private Event signal(String channel, String type, Json data) {
    return Event.signal(new Channel(TestServer.HOTEL, channel), type, data, server.now(), null);
  }

  @Test
  void projectorsGoOnAfterEventsThatTheyDoNotKnow() throws Exception {
    WireClient client = server.connect(Role.STAFF);
    Rpc.call(client, "subscribe", "channel", "chat:lobby");
    later.publish(write("chat:lobby", "hologram"));
    later.publish(write("chat:lobby", "message"));

    Rpc.call(client, "chat.send", "room", "lobby", "text", "checkout at noon", "clientId", "c1");

    awaitOffsets(client, "chat:lobby", 3);
    await()
        .atMost(PATIENCE)
        .until(
            () -> Rpc.call(client, "chat.search", "text", "checkout").toString().contains("noon"));
  }

  @Test
  void aClientThatWouldRatherSpeakALaterVersionIsSpokenToInThisOne() {
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("bellhop.v2", "bellhop.v1")
            .buildAsync(
                URI.create("ws://127.0.0.1:" + server.port() + "/ws"), new WebSocket.Listener() {})
            .join();

    assertThat(socket.getSubprotocol()).isEqualTo("bellhop.v1");
    socket.abort();
  }

  @Test
  void timersOfALaterVersionAreLeftToIt() {
    ledger.write(tx -> {
      tx.set(new Timer("hologram", "1", tx.now(), new Json("{}")));
      return true;
    });

    await()
        .during(Duration.ofSeconds(3))
        .atMost(PATIENCE)
        .until(() ->
            ledger
                .query("SELECT attempts FROM timer WHERE kind = 'hologram'", row -> row.getInt(1))
                .equals(List.of(0)));
  }

  @Test
  void peopleOfALaterVersionAreSeen() throws Exception {
    WireClient client = server.connect(Role.STAFF);
    Channel hall = new Channel(TestServer.HOTEL, Hall.CHANNEL);
    Member ann = new Member("ann", "guest", "Ann", server.now());
    Member bob = new Member("bob", "guest", "Bob", server.now());

    later.come(hall, ann);
    await().atMost(PATIENCE).until(() -> present(client).contains("ann"));
    later.tell(hall, bob);

    await().atMost(PATIENCE).until(() -> present(client).contains("bob"));
  }

  private static String present(WireClient client) {
    return Rpc.call(client, "presence", "channel", Hall.CHANNEL).get("members").toString();
  }
}
