package io.bellhop.redis;

import static io.bellhop.redis.Ear.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A cluster of Redis whose nodes die, come back and hand over what they carry. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class ClusterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Less than it takes until everything is tried anew. */
  private static final Duration SOON = Duration.ofSeconds(12);

  private static final Duration HARDLY = Duration.ofSeconds(2);
  private static final String PREFIX = "test";

  private final SmallCluster cluster = SmallCluster.start();
  private final List<RedisNode> nodes = new ArrayList<>();
  private final Ear here = new Ear();
  private final Ear there = new Ear();
  private final RedisProcess master = cluster.masterOf(name(Partitions.PRESENCE));
  private RedisNode one;

  @BeforeEach
  void meet() {
    one = join(here);
    join(there);
    await().atMost(PATIENCE).until(this::together);
  }

  @AfterEach
  void part() {
    nodes.forEach(RedisNode::close);
    cluster.close();
  }

  private RedisNode join(Ear ear) {
    RedisSettings settings =
        new RedisSettings(cluster.urls(), true, "bellhop", "right", null, PREFIX);
    RedisNode node = RedisNode.join(settings, Duration.ofSeconds(5), new SettableClock());
    node.broker().listen(ear);
    nodes.add(node);
    return node;
  }

  private static String name(int partition) {
    return PREFIX + ".{" + partition + "}";
  }

  private boolean together() {
    return nodes.stream().allMatch(node -> node.stats().connected() && node.stats().nodes() == 2);
  }

  /** One channel for each of the partitions that go over that master. */
  private List<String> channelsOver(RedisProcess process) {
    return IntStream.range(0, Partitions.COUNT)
        .filter(partition -> cluster.masterOf(name(partition)) == process)
        .mapToObj(ClusterTest::channelOf)
        .toList();
  }

  private static String channelOf(int partition) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> "chat:" + i)
        .filter(name -> Partitions.of(event(name, 1, "{}").channel()) == partition)
        .findFirst()
        .orElseThrow();
  }

  /** Sends until something comes on each: what is sent while nobody carries it is dropped. */
  private BooleanSupplier comes(List<String> channels) {
    there.others.clear();
    return () -> {
      channels.forEach(channel -> one.broker().publish(List.of(event(channel, 1, "{}"))));
      return there.others.stream().map(e -> e.channel().name()).distinct().count()
          == channels.size();
    };
  }

  private static long since(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  @Test
  void nodesFollowToTheReplicaThatTakesTheMastersPlace() {
    demandFailover("killed", master::kill);
  }

  /** As one whose machine is gone: its connections stay, and nothing is answered. */
  @Test
  void nodesFollowToTheReplicaOfAMasterThatStandsStill() {
    demandFailover("frozen", () -> master.signal("STOP"));

    master.signal("CONT");
    await().atMost(PATIENCE).until(() -> master.ask("ROLE").contains("slave"));
    await().atMost(HARDLY).until(comes(channelsOver(master))::getAsBoolean);
    assertThat(one.stats().connected()).isTrue();
  }

  private void demandFailover(String what, Runnable fault) {
    RedisProcess replica = cluster.replicate(master);
    List<String> channels = channelsOver(master);
    await().atMost(PATIENCE).until(comes(channels)::getAsBoolean);
    assertThat(channels).hasSizeGreaterThan(2);

    fault.run();
    long failed = System.nanoTime();
    cluster.awaitPromoted(replica);
    long promoted = since(failed);
    await().atMost(SOON).until(comes(channels)::getAsBoolean);
    await().atMost(SOON).until(this::together);
    System.out.printf(
        "faults: cluster: master %s, replica promoted after %d ms, all well after %d ms%n",
        what, promoted, since(failed));

    assertThat(channels).allSatisfy(this::demandLossWasTold);
  }

  private void demandLossWasTold(String channel) {
    assertThat(there.lost).anyMatch(lost -> lost.test(event(channel, 1, "{}").channel()));
  }

  @Test
  void whatBrokeIsHeardAgainOnEveryPartition() {
    List<String> channels = channelsOver(master);

    long began = System.nanoTime();
    master.command("CLIENT KILL TYPE pubsub");
    await().atMost(SOON).until(comes(channels)::getAsBoolean);
    await().atMost(SOON).until(this::together);
    System.out.printf("faults: cluster: hears again %d ms after the lines broke%n", since(began));
  }

  /** Events that the two masters left carry are not held up by the one that is dead. */
  @Test
  void theOthersCarryOnWhileNobodyTakesTheMastersPlace() {
    cluster.masters().forEach(node -> node.command("CONFIG SET cluster-require-full-coverage no"));
    List<String> others =
        cluster.masters().stream()
            .filter(node -> node != master)
            .flatMap(node -> channelsOver(node).stream())
            .toList();

    master.kill();
    await().atMost(PATIENCE).until(() -> !one.stats().connected());
    for (int i = 0; i < 20; i++) {
      await().atMost(HARDLY).until(comes(others)::getAsBoolean);
    }
    master.startAgain();
    await().atMost(PATIENCE).until(this::together);
    await().atMost(HARDLY).until(comes(channelsOver(master))::getAsBoolean);
  }

  /** Only what goes over the one that stands still is left to the ledger. */
  @Test
  void theOthersCarryOnWhileAMasterStandsStill() {
    cluster.masters().forEach(node -> node.command("CONFIG SET cluster-require-full-coverage no"));
    List<String> over = channelsOver(master);
    List<String> others =
        IntStream.range(0, Partitions.COUNT)
            .mapToObj(ClusterTest::channelOf)
            .filter(channel -> !over.contains(channel))
            .toList();

    master.signal("STOP");
    long slowest = 0;
    for (int i = 0; i < 20; i++) {
      long began = System.nanoTime();
      over.forEach(channel -> one.broker().publish(List.of(event(channel, 1, "{}"))));
      await().atMost(HARDLY).until(comes(others)::getAsBoolean);
      slowest = Math.max(slowest, since(began));
    }
    System.out.printf("faults: cluster: beside a frozen master, slowest %d ms%n", slowest);

    master.signal("CONT");
    await().atMost(SOON).until(comes(over)::getAsBoolean);
    await().atMost(PATIENCE).until(this::together);
  }

  @Test
  void nodesFollowAPartitionToWhereItMoves() {
    RedisProcess to =
        cluster.masters().stream().filter(node -> node != master).findFirst().orElseThrow();
    List<String> channels = List.of(channelOf(Partitions.PRESENCE));
    there.lost.clear();

    cluster.move(name(Partitions.PRESENCE), to);
    long began = System.nanoTime();
    await().atMost(HARDLY).until(comes(channels)::getAsBoolean);
    System.out.printf("faults: cluster: follows a slot after %d ms%n", since(began));

    demandLossWasTold(channels.getFirst());
    assertThat(one.stats().connected()).isTrue();
  }
}
