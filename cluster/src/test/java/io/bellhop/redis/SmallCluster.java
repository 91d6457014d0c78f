package io.bellhop.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Redis cluster of three nodes, and replicas for those that are to have one. It has a user called
 * bellhop, with the password right.
 */
public final class SmallCluster implements AutoCloseable {
  private static final int SIZE = 3;
  private static final int SLOTS = 16_384;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The rights that operations.md names. */
  private static final String USER =
      "bellhop on >right resetchannels &test.* -@all +hello +client +ping +spublish +ssubscribe"
          + " +cluster|nodes +cluster|myid +info";

  private final @Nullable TestAuthority authority;
  private final List<Integer> buses = new ArrayList<>();

  /** Where its nodes are reached by clients and by each other. */
  private final List<Integer> ports = new ArrayList<>();

  private final List<RedisProcess> masters;
  private final List<RedisProcess> replicas = new ArrayList<>();

  private SmallCluster(@Nullable TestAuthority authority) {
    this.authority = authority;
    masters = IntStream.range(0, SIZE).mapToObj(i -> node()).toList();
    for (int i = 0; i < SIZE; i++) {
      int from = firstSlot(i);
      int to = firstSlot(i + 1) - 1;
      masters.get(i).command("CLUSTER ADDSLOTSRANGE " + from + " " + to);
      masters.get(i).command("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
      if (i > 0) {
        meet(ports.get(i), buses.get(i));
      }
    }
    await().atMost(PATIENCE).until(() -> masters.stream().allMatch(SmallCluster::isOk));
  }

  /** Starts it, and waits until it works. */
  public static SmallCluster start() {
    return new SmallCluster(null);
  }

  /** As {@link #start}, but all speak TLS, also to each other. */
  static SmallCluster start(TestAuthority authority) {
    return new SmallCluster(authority);
  }

  private static int firstSlot(int master) {
    return master * SLOTS / SIZE;
  }

  private void meet(int port, int bus) {
    masters.getFirst().command("CLUSTER MEET 127.0.0.1 " + port + " " + bus);
  }

  static boolean isOk(RedisProcess node) {
    return node.ask("CLUSTER INFO").contains("cluster_state:ok");
  }

  List<RedisProcess> masters() {
    return masters;
  }

  public List<String> urls() {
    String scheme = authority == null ? "redis" : "rediss";
    return ports.stream().limit(SIZE).map(port -> scheme + "://127.0.0.1:" + port).toList();
  }

  /** The one that has the slot of this channel of Redis. */
  public RedisProcess masterOf(String name) {
    int slot = slotOf(name);
    int master =
        IntStream.range(0, SIZE).filter(i -> slot < firstSlot(i + 1)).findFirst().orElse(0);
    return masters.get(master);
  }

  int slotOf(String name) {
    return Integer.parseInt(masters.getFirst().ask("CLUSTER KEYSLOT " + name).strip().substring(1));
  }

  /** Lets another master carry this channel of Redis. */
  void move(String name, RedisProcess to) {
    String slot = "CLUSTER SETSLOT " + slotOf(name);
    RedisProcess from = masterOf(name);
    to.command(slot + " IMPORTING " + idOf(from));
    from.command(slot + " MIGRATING " + idOf(to));
    to.command(slot + " NODE " + idOf(to));
    from.command(slot + " NODE " + idOf(to));
  }

  /** The name of a node within the cluster. */
  static String idOf(RedisProcess node) {
    return node.ask("CLUSTER MYID").lines().skip(1).findFirst().orElseThrow();
  }

  /** Gives it a replica, and waits until that has everything. */
  public RedisProcess replicate(RedisProcess master) {
    RedisProcess replica = node();
    replicas.add(replica);
    meet(ports.getLast(), buses.getLast());
    String id = idOf(master);
    await().atMost(PATIENCE).until(() -> replica.ask("CLUSTER REPLICATE " + id).startsWith("+OK"));
    await()
        .atMost(PATIENCE)
        .until(() -> replica.ask("INFO replication").contains("master_link_status:up"));
    await().atMost(PATIENCE).until(() -> isOk(replica));
    return replica;
  }

  /** Waits until it has taken its master's place. */
  public void awaitPromoted(RedisProcess replica) {
    await().atMost(PATIENCE).until(() -> replica.ask("ROLE").contains("master"));
  }

  private RedisProcess node() {
    int bus = Ports.free();
    buses.add(bus);
    Path file =
        Path.of(System.getProperty("java.io.tmpdir"), "bellhop-test-nodes-" + bus + ".conf");
    try {
      // Left by another, it would make this node one of a cluster that is no more.
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.toFile().deleteOnExit();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                String.valueOf(bus),
                "--cluster-node-timeout",
                "2000",
                "--cluster-config-file",
                file.getFileName().toString(),
                "--user"));
    arguments.addAll(List.of(USER.split(" ", -1)));
    if (authority == null) {
      RedisProcess started = RedisProcess.start(arguments.toArray(String[]::new));
      ports.add(started.port());
      return started;
    }
    ports.add(Ports.free());
    arguments.addAll(authority.redis(ports.getLast()));
    arguments.addAll(List.of("--tls-cluster", "yes"));
    return RedisProcess.start(arguments.toArray(String[]::new));
  }

  @Override
  public void close() {
    masters.forEach(RedisProcess::close);
    replicas.forEach(RedisProcess::close);
  }
}
