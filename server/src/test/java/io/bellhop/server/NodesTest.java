package io.bellhop.server;

import static io.bellhop.server.TwoNodes.PATIENCE;
import static io.bellhop.server.TwoNodes.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What clients see of events when there are two servers. */
class NodesTest {
  private static final String NEWS = "board:news";
  private static final String SUBSCRIBE = "{\"channel\":\"board:news\"}";

  @TempDir Path folder = Path.of("");
  private TwoNodes nodes;

  @BeforeEach
  void start() {
    nodes = new TwoNodes(folder);
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private static void awaitAll(WireClient client, int count) {
    await().atMost(PATIENCE).until(() -> Received.offsets(client.notices(), NEWS).size() >= count);
    assertThat(Received.offsets(client.notices(), NEWS))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
  }

  private List<WireClient> subscribers() {
    List<WireClient> clients =
        nodes.both().stream().map(server -> client(server, "ann", Role.GUEST)).toList();
    clients.forEach(client -> client.call("subscribe", SUBSCRIBE));
    return clients;
  }

  @Test
  void whatBothNodesWriteReachesAllOnceAndInOrder() throws InterruptedException {
    List<WireClient> clients = subscribers();

    List<Thread> writers = new ArrayList<>();
    for (TestServer server : nodes.both()) {
      writers.add(
          Thread.startVirtualThread(() -> {
            for (int i = 0; i < 300; i++) {
              TwoNodes.write(server, NEWS);
            }
          }));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    for (WireClient client : clients) {
      awaitAll(client, 600);
    }
  }

  @Test
  void nothingIsLostThoughRedisIsKilledWhileBothNodesWrite() throws InterruptedException {
    List<WireClient> clients = subscribers();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    List<Thread> writers = new ArrayList<>();
    for (TestServer server : nodes.both()) {
      writers.add(
          Thread.startVirtualThread(() -> {
            while (!stop.get()) {
              TwoNodes.write(server, NEWS);
              written.incrementAndGet();
              LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
            }
          }));
    }
    awaitMore(written, 100);
    nodes.redis.kill();
    awaitMore(written, 200);
    assertThat(nodes.one.get("/ready").statusCode()).isEqualTo(200);
    nodes.redis.startAgain();
    nodes.awaitTogether();
    awaitMore(written, 100);
    stop.set(true);
    for (Thread writer : writers) {
      writer.join();
    }

    for (WireClient client : clients) {
      awaitAll(client, written.get());
    }
  }

  private static void awaitMore(AtomicInteger written, int count) {
    int before = written.get();
    await().atMost(PATIENCE).until(() -> written.get() > before + count);
  }

  @Test
  void whileRedisIsAwayEventsComeByTheLedgerAndMetricsSayWhy() {
    List<WireClient> clients = subscribers();
    nodes.redis.kill();
    await()
        .atMost(PATIENCE)
        .until(() -> nodes.two.get("/metrics").body().contains("bellhop_broker_connected 0.0"));

    TwoNodes.write(nodes.one, NEWS);
    TwoNodes.write(nodes.one, NEWS);

    awaitAll(clients.getLast(), 2);
    assertThat(nodes.two.get("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void whoMovesToTheOtherNodeGoesOnWhereTheyWere() {
    WireClient before = client(nodes.one, "ann", Role.GUEST);
    JsonNode joined = before.call("subscribe", SUBSCRIBE);
    TwoNodes.write(nodes.two, NEWS);
    awaitAll(before, 1);
    before.close();
    TwoNodes.write(nodes.one, NEWS);
    TwoNodes.write(nodes.two, NEWS);

    WireClient after = client(nodes.two, "ann", Role.GUEST);
    JsonNode again =
        after.call(
            "subscribe",
            "{\"channel\":\"board:news\",\"since\":{\"epoch\":\"%s\",\"offset\":1}}"
                .formatted(joined.get("epoch").stringValue()));
    TwoNodes.write(nodes.one, NEWS);

    assertThat(again.get("recovered").booleanValue()).isTrue();
    await()
        .atMost(PATIENCE)
        .until(() -> Received.offsets(after.notices(), NEWS).equals(List.of(2L, 3L, 4L)));
  }

  @Test
  void signalsAndRingsReachTheOtherNodeAndALossOfTheirsIsTold() {
    WireClient ann = client(nodes.two, "ann", Role.GUEST);
    WireClient bob = client(nodes.one, "bob", Role.GUEST);
    ann.call("subscribe", "{\"channel\":\"pointer:1\"}");
    JsonNode ring = ann.call("subscribe", "{\"channel\":\"offer:1\"}");

    bob.call("publish", "{\"channel\":\"pointer:1\",\"type\":\"moved\",\"data\":{}}");
    bob.call("publish", "{\"channel\":\"offer:1\",\"type\":\"made\",\"data\":{}}");
    ann.call("publish", "{\"channel\":\"offer:1\",\"type\":\"made\",\"data\":{}}");

    await()
        .atMost(PATIENCE)
        .until(() -> Received.offsets(ann.notices(), "offer:1").equals(List.of(1L, 2L)));
    await().atMost(PATIENCE).until(() -> Received.events(ann.notices(), "pointer:1").size() == 1);

    nodes.redis.kill();
    nodes.redis.startAgain();

    await().atMost(PATIENCE).until(() -> Received.count(ann.notices(), "unsubscribed") == 1);
    String since =
        "{\"channel\":\"offer:1\",\"since\":{\"epoch\":\"%s\",\"offset\":2}}"
            .formatted(ring.get("epoch").stringValue());
    assertThat(ann.call("subscribe", since).get("recovered").booleanValue()).isFalse();
  }

  @Test
  void aRevocationOnOneNodeEndsSessionsOnTheOther() {
    WireClient ann = client(nodes.two, "ann", Role.GUEST);
    WireClient manager = client(nodes.one, "mia", Role.MANAGER);

    manager.call("auth.revoke", "{\"principal\":\"ann\"}");

    await().atMost(PATIENCE).until(() -> ann.closed().isDone());
    assertThat(ann.closed()).isCompletedWithValue(4003);
  }
}
