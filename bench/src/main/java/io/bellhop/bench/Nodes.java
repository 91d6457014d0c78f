package io.bellhop.bench;

import io.bellhop.bench.NodesLoad.Measured;
import io.bellhop.bench.load.Requested;
import io.bellhop.bench.process.Redis;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.process.ServerConfig;
import io.bellhop.bench.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several servers on one PostgreSQL and one Redis of this machine: what they deliver, what an event
 * costs more than on one server without Redis, and how their clients survive one of them.
 */
final class Nodes implements Part {
  private static final int MOST = 3;
  private static final int FEW = 30;
  private static final double PACE = 1_000;
  private static final double MILLION = 1e6;

  @Override
  public String title() {
    return "nodes: one, two and three servers with PostgreSQL and Redis, on this one machine";
  }

  @Override
  public void run(Bed bed, Report report) throws Exception {
    PostgresqlStores store = PostgresqlStores.start(bed);
    Redis redis = bed.own(Redis.start());
    double alone = cost(bed, report, store, null, 1).server();
    for (int nodes = 1; nodes <= MOST; nodes++) {
      deliver(bed, report, store, redis, nodes, false);
      deliver(bed, report, store, redis, nodes, true);
      Cost cost = cost(bed, report, store, redis, nodes);
      String name = "nodes " + nodes + ": ";
      report.add(name + "Redis CPU per event", cost.redis(), "µs");
      report.add(name + "broker CPU per event", cost.server() - alone + cost.redis(), "µs");
    }
    new Storm(bed, report, store, redis).run();
  }

  /** Events of all servers to the many subscribers of one channel, at full speed. */
  private static void deliver(
      Bed bed, Report report, PostgresqlStores store, Redis redis, int nodes, boolean durable)
      throws Exception {
    String name = "nodes " + nodes + (durable ? " durable: " : ": ");
    List<Server> servers = start(bed, store, redis, nodes);
    try (NodesLoad load =
        new NodesLoad(
            bed,
            servers,
            bed.pick(300, 1_000),
            durable ? "chat:room0" : "live:all",
            node ->
                durable
                    ? Requested.chat(1, "nodes" + nodes + "-" + node)
                    : Requested.publish("live:all"))) {
      warmUp(bed, servers, load);
      Measured full = load.full(bed.pick(1.0, 6.0));
      report.add(name + "deliveries", full.deliveries() / full.seconds(), "/s");
      report.add(name + "server CPU", full.cpuSeconds() / full.deliveries() * MILLION, "s/M");
      report.add(name + "p99", full.p99(), "ms");
      if (!load.failures().isEmpty()) {
        report.note("some were refused: " + load.failures());
      }
    }
    servers.forEach(Server::close);
  }

  /**
   * What an event costs.
   *
   * @param server µs of CPU of all servers
   * @param redis µs of CPU of Redis
   */
  private record Cost(double server, double redis) {}

  /** Events that are not stored, to so few that the events count and not the deliveries. */
  private static Cost cost(
      Bed bed, Report report, PostgresqlStores store, @Nullable Redis redis, int nodes)
      throws Exception {
    List<Server> servers = start(bed, store, redis, nodes);
    try (NodesLoad load =
        new NodesLoad(bed, servers, FEW, "live:all", node -> Requested.publish("live:all"))) {
      warmUp(bed, servers, load);
      double before = redis == null ? 0 : redis.cpuSeconds();
      Measured paced = load.paced(PACE, bed.pick(2.0, 20.0));
      double used = redis == null ? 0 : redis.cpuSeconds() - before;
      Cost cost =
          new Cost(paced.cpuSeconds() / paced.events() * MILLION, used / paced.events() * MILLION);
      String broker = redis == null ? "memory" : "redis";
      report.add(
          "nodes %d, broker %s: server CPU per event".formatted(nodes, broker),
          cost.server(),
          "µs");
      return cost;
    } finally {
      servers.forEach(Server::close);
    }
  }

  private static void warmUp(Bed bed, List<Server> servers, NodesLoad load)
      throws InterruptedException {
    WarmUp.with(bed, servers.getLast(), () -> load.full(1));
  }

  /**
   * @param redis null for one server without it
   */
  static List<Server> start(Bed bed, PostgresqlStores store, @Nullable Redis redis, int nodes)
      throws IOException, InterruptedException {
    List<Server> servers = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      ServerConfig config = store.server(bed.folder(), Server.freePort());
      servers.add(bed.start(redis == null ? config : config.withRedis(redis.url())));
    }
    return servers;
  }
}
