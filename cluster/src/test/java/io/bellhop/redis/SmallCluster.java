package io.bellhop.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Redis cluster of three nodes without replicas. */
final class SmallCluster {
  private static final int SIZE = 3;
  private static final int SLOTS = 16_384;

  private SmallCluster() {}

  static List<RedisProcess> start() {
    List<Integer> buses = Stream.generate(RedisProcess::freePort).limit(SIZE).toList();
    List<RedisProcess> nodes = buses.stream().map(SmallCluster::node).toList();
    for (int i = 0; i < SIZE; i++) {
      int from = i * SLOTS / SIZE;
      int to = (i + 1) * SLOTS / SIZE - 1;
      nodes.get(i).command("CLUSTER ADDSLOTSRANGE " + from + " " + to);
      nodes.get(i).command("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
    }
    for (int i = 1; i < SIZE; i++) {
      nodes
          .getFirst()
          .command("CLUSTER MEET 127.0.0.1 " + nodes.get(i).port() + " " + buses.get(i));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            IntStream.range(0, SIZE)
                .allMatch(i -> nodes.get(i).ask("CLUSTER INFO").contains("cluster_state:ok")));
    return nodes;
  }

  private static RedisProcess node(int bus) {
    return RedisProcess.start(
        "--cluster-enabled",
        "yes",
        "--cluster-port",
        String.valueOf(bus),
        "--cluster-node-timeout",
        "2000",
        "--cluster-config-file",
        "bellhop-test-nodes-" + bus + ".conf");
  }
}
