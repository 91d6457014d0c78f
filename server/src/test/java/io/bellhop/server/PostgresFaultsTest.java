package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A PostgreSQL that is started again, or crashes, in the middle of writes. */
@Tag("faults")
class PostgresFaultsTest {
  private static final Duration AWAY = Duration.ofSeconds(Faults.rounds(2, 15));
  private static final Duration BEYOND_THE_GRACE = Duration.ofSeconds(7);
  private static final int OK = 200;
  private static final int AWAY_FOR_NOW = 503;

  private final Fleet fleet = Fleet.common();
  private final long seed = Faults.seed("PostgresFaultsTest");

  @ParameterizedTest
  @ValueSource(strings = {"fast", "immediate"})
  void serversAreNotReadyMeanwhileAndGoOnByThemselves(String mode) throws Exception {
    int rounds = Faults.rounds(1, 5);
    List<Long> processes = fleet.nodes.stream().map(Victim::pid).toList();
    long presence = 0;
    long ready = 0;
    try (Hall hall = new Hall(fleet, mode + "-", Faults.VISITORS);
        Crowd crowd = new Crowd(mode + "-", fleet::port, seed, Faults.CROWD)) {
      for (int round = 0; round < rounds; round++) {
        hall.receive(fleet.any(), fleet.nodes, Faults.LEAVERS);
        fleet.postgres.stop(mode);
        awaitAll(AWAY_FOR_NOW);
        hall.dismiss();
        Faults.pass(AWAY);
        fleet.postgres.startAgain();
        ready = Math.max(ready, awaitAll(OK));
        presence = Math.max(presence, hall.awaitRight(fleet.nodes));
      }
      Faults.pass(AWAY);
      crowd.settle();
      Faults.print(
          "PostgreSQL stopped " + mode,
          crowd,
          ", %d times, ready after %d ms, presence right %d ms later"
              .formatted(rounds, ready, presence));
      crowd.demandAll();
    }
    assertThat(fleet.nodes.stream().map(Victim::pid)).containsExactlyElementsOf(processes);
  }

  /** What nobody could write down meanwhile is written down, and told, afterwards. */
  @Test
  void whoLeavesMeanwhileIsSeenToHaveLeft() {
    Victim other = fleet.nodes.getLast();
    try (WireClient watcher =
        WireClient.connect(fleet.nodes.getFirst().port(), Victim.token("sam", Role.STAFF))) {
      WireClient cara = WireClient.connect(other.port(), Victim.token("cara", Role.CUSTOMER));
      Rpc.call(watcher, "subscribe", "channel", "person:cara");
      Rpc.call(cara, "presence.choose", "status", "busy");
      await().until(() -> last(watcher).equals("busy"));
      fleet.postgres.stop("fast");
      awaitAll(AWAY_FOR_NOW);
      cara.close();
      Faults.pass(BEYOND_THE_GRACE);
      fleet.postgres.startAgain();
      awaitAll(OK);
      await().atMost(Hall.RIGHT).until(() -> last(watcher).equals("offline"));
    }
  }

  private static String last(WireClient watcher) {
    List<JsonNode> told = Received.events(watcher.notices(), "person:cara");
    return told.isEmpty() ? "" : told.getLast().at("/data/status").stringValue();
  }

  private long awaitAll(int status) {
    long began = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> fleet.nodes.stream().allMatch(node -> node.status("/ready") == status));
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }
}
