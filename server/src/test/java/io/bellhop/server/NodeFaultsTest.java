package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that die, stand still or are left by everybody, while people write. */
@Tag("faults")
class NodeFaultsTest {
  private static final Duration FROZEN = Duration.ofSeconds(Faults.rounds(12, 30));
  private static final Duration WHILE = Duration.ofSeconds(2);
  private static final Duration BACK = Duration.ofSeconds(10);
  private static final int MANY = 1_000;

  /** How much more than evenly they may come back on a machine that is busy. */
  private static final int UNEVEN = 3;

  private static final Duration HARDLY = Duration.ofSeconds(5);

  private final Fleet fleet = Fleet.common();
  private final long seed = Faults.seed("NodeFaultsTest");

  @Test
  void aNodeIsKilledAndStartedAgain() throws Exception {
    int rounds = Faults.rounds(1, 10);
    long right = 0;
    try (Hall hall = new Hall(fleet, "kill-", Faults.VISITORS);
        Crowd crowd = new Crowd("kill-", fleet::port, seed, Faults.CROWD)) {
      for (int round = 0; round < rounds; round++) {
        Victim victim = fleet.any();
        hall.receive(victim, fleet.nodes, Faults.LEAVERS);
        victim.kill();
        right = Math.max(right, hall.awaitRight(fleet.others(victim)));
        hall.dismiss();
        victim.startAgain();
        fleet.awaitTogether();
        hall.awaitRight(fleet.nodes);
      }
      crowd.settle();
      Faults.print(
          "node killed",
          crowd,
          ", %d kills, presence right after %d ms at most".formatted(rounds, right));
      crowd.demandAll();
      assertThat(crowd.longestInterruption()).isLessThan(BACK);
    }
  }

  /** Its timers, page and transaction are taken over; its people come back by the others. */
  @Test
  void aNodeThatStandsStillIsDoneWithoutAndFitsInAgain() throws Exception {
    try (Hall hall = new Hall(fleet, "freeze-", Faults.VISITORS);
        Crowd crowd = new Crowd("freeze-", fleet::port, seed, Faults.CROWD)) {
      Victim victim = fleet.any();
      hall.receive(victim, fleet.nodes, Faults.LEAVERS);
      Faults.pass(WHILE);
      victim.freeze();
      long began = System.nanoTime();
      long right = hall.awaitRight(fleet.others(victim));
      hall.dismiss();
      Faults.pass(FROZEN.minusNanos(System.nanoTime() - began));
      victim.thaw();
      long again = hall.awaitRight(fleet.nodes);
      fleet.awaitTogether();
      Faults.pass(WHILE);
      crowd.settle();
      Faults.print(
          "node frozen for " + FROZEN.toSeconds() + " s",
          crowd,
          ", presence right after %d ms, and %d ms after it went on".formatted(right, again));
      crowd.demandAll();
      assertThat(crowd.longestInterruption()).isLessThan(BACK);
    }
  }

  @Test
  void aThousandOfADeadNodeComeToOneOtherWithinTenSeconds() throws Exception {
    Victim victim = fleet.any();
    Victim refuge = fleet.others(victim).getFirst();
    AtomicBoolean alive = new AtomicBoolean(true);
    IntSupplier door = () -> alive.get() ? victim.port() : refuge.port();
    try (Hall hall = new Hall("many-", MANY, door);
        Crowd crowd = new Crowd("many-", fleet::port, seed, new Crowd.Size(3, 1, 2))) {
      hall.awaitRight(fleet.nodes);
      long began = System.nanoTime();
      victim.kill();
      alive.set(false);
      await().atMost(BACK).until(() -> hall.at(refuge) == MANY && hall.allHere());
      long back = Duration.ofNanos(System.nanoTime() - began).toMillis();
      long right = hall.awaitRight(fleet.others(victim));
      crowd.settle();
      Faults.print(
          "node of %d clients killed, all to one other".formatted(MANY),
          crowd,
          ", all back after %d ms, presence right %d ms later".formatted(back, right));
      crowd.demandAll();
      assertThat(crowd.longestInterruption()).isLessThan(BACK);
    } finally {
      victim.startAgain();
      fleet.awaitTogether();
    }
  }

  /** They leave a few at a time, so they come to the others a few at a time. */
  @Test
  void aThousandLeaveANodeThatGoesDownInGoodOrder() throws Exception {
    Victim victim = fleet.any();
    AtomicBoolean open = new AtomicBoolean(true);
    IntSupplier door = () -> open.get() ? victim.port() : fleet.port();
    try (Hall hall = new Hall("drain-", MANY, door);
        Crowd crowd = new Crowd("drain-", fleet::port, seed, Faults.CROWD)) {
      hall.awaitRight(fleet.nodes);
      open.set(false);
      long began = System.nanoTime();
      victim.terminate();
      await().atMost(HARDLY).until(() -> victim.status("/ready") != 200);
      int fewest = hall.awaitAway(victim, fleet.others(victim), Fleet.DRAIN.plus(HARDLY));
      long back = Duration.ofNanos(System.nanoTime() - began).toMillis();
      await().atMost(HARDLY).until(() -> !victim.isAlive());
      long right = hall.awaitRight(fleet.others(victim));
      crowd.settle();
      Faults.print(
          "node of %d clients drained over %d s".formatted(MANY, Fleet.DRAIN.toSeconds()),
          crowd,
          ", all back after %d ms, at most %d in a second, never fewer than %d present, presence right %d ms later"
              .formatted(back, hall.mostInASecond(), fewest, right));
      crowd.demandAll();
      assertThat(crowd.longestInterruption()).isLessThan(HARDLY);
      assertThat(hall.mostInASecond()).isLessThan(UNEVEN * MANY / (int) Fleet.DRAIN.toSeconds());
      assertThat(fewest).isEqualTo(MANY);
    } finally {
      victim.kill();
      victim.startAgain();
      fleet.awaitTogether();
    }
  }
}
