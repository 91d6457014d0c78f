package io.bellhop.server;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that disagree about the time. */
@Tag("faults")
class ClockFaultsTest {
  private static final Duration AHEAD = Duration.ofSeconds(10);
  private static final Duration WHILE = Duration.ofSeconds(Faults.rounds(3, 60));

  @TempDir Path folder = Path.of("");

  @Test
  void oneIsTenSecondsAheadAndNothingIsLostOrDoubled() throws Exception {
    long seed = Faults.seed("ClockFaultsTest");
    try (Fleet fleet = new Fleet(folder, seed, Duration.ZERO, AHEAD);
        Hall hall = new Hall(fleet, "clock-", Faults.VISITORS);
        Crowd crowd = new Crowd("clock-", fleet::port, seed, Faults.CROWD)) {
      hall.awaitRight(fleet.nodes);
      Faults.pass(WHILE);
      fleet.nodes.forEach(node -> hall.receive(node, fleet.nodes, Faults.LEAVERS));
      hall.dismiss();
      hall.awaitRight(fleet.nodes);
      crowd.settle();
      Faults.print("clock 10 s ahead", crowd, "");
      crowd.demandAll();
    }
  }
}
