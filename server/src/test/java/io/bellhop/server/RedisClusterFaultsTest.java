package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.redis.RedisProcess;
import io.bellhop.redis.SmallCluster;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis cluster that loses the master that carries presence, while people write. */
@Tag("faults")
class RedisClusterFaultsTest {
  private static final String PRESENCE = "bellhop.{0}";
  private static final Duration HARDLY = Duration.ofSeconds(5);
  private static final Duration AFTER = Duration.ofSeconds(Faults.rounds(3, 20));

  @TempDir Path folder = Path.of("");
  private final long seed = Faults.seed("RedisClusterFaultsTest");

  @Test
  void aMasterIsKilledAndItsReplicaTakesItsPlace() throws Exception {
    try (SmallCluster cluster = SmallCluster.start();
        Fleet fleet = new Fleet(folder, seed, cluster.urls(), Duration.ZERO, Duration.ZERO)) {
      RedisProcess master = cluster.masterOf(PRESENCE);
      RedisProcess replica = cluster.replicate(master);
      try (Hall hall = new Hall(fleet, "cluster-", Faults.VISITORS);
          Crowd crowd = new Crowd("cluster-", fleet::port, seed, Faults.CROWD)) {
        hall.receive(fleet.any(), fleet.nodes, Faults.LEAVERS);
        master.kill();
        hall.dismiss();
        cluster.awaitPromoted(replica);
        long right = hall.awaitRight(fleet.nodes);
        Faults.pass(AFTER);
        fleet.awaitTogether();
        crowd.settle();
        Faults.print(
            "master of a Redis cluster killed",
            crowd,
            ", presence right %d ms after its replica took over".formatted(right));
        crowd.demandAll();
        assertThat(crowd.longestInterruption()).isLessThan(HARDLY);
      }
    }
  }
}
