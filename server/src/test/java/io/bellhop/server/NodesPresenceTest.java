package io.bellhop.server;

import static io.bellhop.server.TwoNodes.PATIENCE;
import static io.bellhop.server.TwoNodes.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Who is here, when there are two servers. */
@Execution(ExecutionMode.CONCURRENT)
class NodesPresenceTest {
  private static final Duration DEAD = Duration.ofSeconds(15);
  private static final Duration BEYOND_THE_GRACE = Duration.ofSeconds(7);
  private static final String LOBBY = "chat:lobby";
  private static final String WATCH = "{\"channel\":\"chat:lobby\",\"presence\":true}";

  @TempDir Path folder = Path.of("");
  private TwoNodes nodes;
  private WireClient bob;

  @BeforeEach
  void start() {
    nodes = new TwoNodes(folder);
    bob = client(nodes.two, "bob", Role.GUEST);
    bob.call("subscribe", WATCH);
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private WireClient ann(TestServer server) {
    WireClient ann = client(server, "ann", Role.GUEST);
    ann.call("subscribe", WATCH);
    return ann;
  }

  /** What bob was told of ann. */
  private List<String> told() {
    return Received.events(bob.notices(), LOBBY).stream()
        .filter(event -> event.at("/data/id").asString("").equals("ann"))
        .map(event -> event.get("type").stringValue())
        .toList();
  }

  private void awaitTold(Duration patience, String... what) {
    await().atMost(patience).untilAsserted(() -> assertThat(told()).containsExactly(what));
  }

  @Test
  void arrivalsAndLeavesAreToldOverNodesOnce() {
    WireClient ann = ann(nodes.one);

    awaitTold(PATIENCE, "presence.join");
    JsonNode here = bob.call("presence", "{\"channel\":\"chat:lobby\"}");
    assertThat(here.get("count").intValue()).isEqualTo(2);
    ann.close();
    awaitTold(PATIENCE, "presence.join", "presence.leave");
  }

  @Test
  void whoMovesIsNotToldAndARedisThatForgetsChangesNothing() {
    WireClient before = ann(nodes.one);
    awaitTold(PATIENCE, "presence.join");

    before.close();
    ann(nodes.two);
    nodes.redis.command("FLUSHALL");

    await()
        .during(BEYOND_THE_GRACE)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told()).containsExactly("presence.join"));
  }

  @Test
  void thePeopleOfANodeThatIsCutOffAreGoneSoonAndComeBackWithIt() {
    WireClient ann = ann(nodes.one);
    awaitTold(PATIENCE, "presence.join");

    nodes.wayOfOne.cut();
    awaitTold(DEAD, "presence.join", "presence.leave");
    assertThat(ann.call("presence", "{\"channel\":\"chat:lobby\"}").get("count").intValue())
        .isEqualTo(2);
    nodes.wayOfOne.mend();

    awaitTold(PATIENCE, "presence.join", "presence.leave", "presence.join");
  }

  @Test
  void aRedisThatIsKilledMakesNobodyLeave() {
    ann(nodes.one);
    awaitTold(PATIENCE, "presence.join");

    nodes.redis.kill();
    await()
        .during(Duration.ofSeconds(13))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told()).containsExactly("presence.join"));
    nodes.redis.startAgain();
    nodes.awaitTogether();

    await()
        .during(BEYOND_THE_GRACE)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told()).containsExactly("presence.join"));
  }

  @Test
  void aPersonsStatusIsToldOnTheOtherNode() {
    WireClient staff = client(nodes.two, "sam", Role.STAFF);
    staff.call("subscribe", "{\"channel\":\"person:cara\"}");

    WireClient cara = client(nodes.one, "cara", Role.CUSTOMER);
    cara.call("presence.choose", "{\"status\":\"busy\"}");
    cara.close();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(Received.events(staff.notices(), "person:cara"))
                .extracting(event -> event.at("/data/status").stringValue())
                .containsSubsequence("busy", "offline"));
  }
}
