package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.redis.Relay;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Redis that dies, forgets, is cut off or slow, while people write. */
@Tag("faults")
class RedisFaultsTest {
  private static final Duration AWAY = Duration.ofSeconds(Faults.rounds(3, 20));
  private static final Duration HARDLY = Duration.ofSeconds(5);
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final Fleet fleet = Fleet.common();
  private final long seed = Faults.seed("RedisFaultsTest");

  /** Something that goes wrong, and is put right again. */
  private interface Fault {
    void run() throws Exception;
  }

  private void during(String name, Fault wrong, Duration time, Fault right) throws Exception {
    int rounds = Faults.rounds(1, 5);
    long presence = 0;
    try (Hall hall = new Hall(fleet, name, Faults.VISITORS);
        Crowd crowd = new Crowd(name, fleet::port, seed, Faults.CROWD)) {
      for (int round = 0; round < rounds; round++) {
        hall.receive(fleet.any(), fleet.nodes, Faults.LEAVERS);
        wrong.run();
        hall.dismiss();
        Faults.pass(time);
        right.run();
        presence = Math.max(presence, hall.awaitRight(fleet.nodes));
        fleet.awaitTogether();
      }
      crowd.settle();
      Faults.print(
          name + rounds + " times", crowd, ", presence right after %d ms".formatted(presence));
      crowd.demandAll();
      assertThat(crowd.longestInterruption()).isLessThan(HARDLY);
    }
  }

  @Test
  void redisIsKilledAndStartedAgain() throws Exception {
    during("redis-killed-", fleet.redis::kill, AWAY, fleet.redis::startAgain);
  }

  /** Nobody leaves, so all must go on being there all the time. */
  @Test
  void redisForgetsEverything() throws Exception {
    try (Hall hall = new Hall(fleet, "redis-flushed-", Faults.VISITORS);
        Crowd crowd = new Crowd("redis-flushed-", fleet::port, seed, Faults.CROWD)) {
      hall.awaitRight(fleet.nodes);
      for (int round = 0; round < Faults.rounds(3, 20); round++) {
        fleet.redis.command("FLUSHALL");
        Faults.pass(Duration.ofMillis(500));
        assertThat(hall.isRight(fleet.nodes)).isTrue();
      }
      crowd.settle();
      Faults.print("redis-flushed", crowd, "");
      crowd.demandAll();
      assertThat(crowd.longestInterruption()).isLessThan(HARDLY);
    }
  }

  @Test
  void aNodeIsCutOffFromRedis() throws Exception {
    Relay way = fleet.wayOf(fleet.any());
    during("redis-cut-", way::cut, AWAY, way::mend);
  }

  /** Long enough to be taken for dead by the others. */
  @Test
  void nothingPassesBetweenANodeAndRedisAndNobodyIsTold() throws Exception {
    Relay way = fleet.wayOf(fleet.any());
    during("redis-stalled-", way::stall, AWAY.plusSeconds(9), way::mend);
  }

  @Test
  void redisAnswersLate() throws Exception {
    during(
        "redis-late-",
        () -> fleet.ways.forEach(way -> way.delay(SLOW)),
        AWAY,
        () -> fleet.ways.forEach(Relay::mend));
  }
}
