package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that disagree about the time. */
@Tag("faults")
class ClockFaultsTest {
  private static final Duration AHEAD = Duration.ofSeconds(10);
  private static final Duration TIMER = Duration.ofSeconds(13);
  private static final Duration LATE = Duration.ofSeconds(10);
  private static final Duration WHILE = Duration.ofSeconds(Faults.rounds(3, 60));

  @TempDir Path folder = Path.of("");

  @Test
  void oneIsTenSecondsAheadAndNothingIsLostOrDoubled() throws Exception {
    long seed = Faults.seed("ClockFaultsTest");
    try (Fleet fleet = new Fleet(folder, seed, Duration.ZERO, AHEAD)) {
      long early = demandTimer(fleet.nodes.getFirst());
      demandGuest(fleet.nodes.getLast(), fleet.nodes.getFirst());
      demandLife(fleet, seed, early);
    }
  }

  private static void demandLife(Fleet fleet, long seed, long early) throws Exception {
    try (Hall hall = new Hall(fleet, "clock-", Faults.VISITORS);
        Crowd crowd = new Crowd("clock-", fleet::port, seed, Faults.CROWD)) {
      hall.awaitRight(fleet.nodes);
      Faults.pass(WHILE);
      fleet.nodes.forEach(node -> hall.receive(node, fleet.nodes, Faults.LEAVERS));
      hall.dismiss();
      hall.awaitRight(fleet.nodes);
      crowd.settle();
      Faults.print("clock 10 s ahead", crowd, ", a timer fired %d ms early".formatted(early));
      crowd.demandAll();
    }
  }

  /** Whoever is ahead fires it, so it is early, but no more than that. */
  private static long demandTimer(Victim node) {
    try (WireClient client = WireClient.connect(node.port(), Victim.token("ann", Role.CUSTOMER))) {
      Rpc.call(client, "subscribe", "channel", Probe.FIRED.name());
      long began = System.nanoTime();
      Rpc.call(client, "probe.timer", "id", "early", "millis", TIMER.toMillis());
      await()
          .atMost(TIMER.plus(LATE))
          .until(() -> Received.events(client.notices(), Probe.FIRED.name()).size() == 1);
      Duration early = TIMER.minusNanos(System.nanoTime() - began);
      assertThat(early).isLessThanOrEqualTo(AHEAD);
      return early.toMillis();
    }
  }

  /** A token of the one that is ahead is from the future for the other. */
  private static void demandGuest(Victim ahead, Victim other) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ahead.port() + "/api/auth.guest"))
            .header("Origin", TestServer.PAGE)
            .POST(BodyPublishers.ofString("{\"site\":\"hotel\"}"))
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    String token = WireClient.JSON.readTree(answer).get("token").stringValue();
    try (WireClient guest = WireClient.connect(other.port(), token)) {
      Rpc.call(guest, "subscribe", "channel", Crowd.CHAT);
    }
  }
}
