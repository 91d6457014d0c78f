package io.bellhop.bench;

import io.bellhop.bench.load.Client;
import io.bellhop.bench.load.Senders;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.report.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Subscribers of one channel on several servers, and others on each of them who write to it. */
final class NodesLoad implements AutoCloseable {
  private static final int SENDERS = 300;
  private static final int WAITING = 96;

  /** Events that the subscribers of a server may be behind, on average, before senders wait. */
  private static final int BEHIND = 192;

  private final List<Server> servers;
  private final List<Side> sides = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private long sentBefore;

  /** What a while of load has shown. */
  record Measured(
      double events, double deliveries, double seconds, double cpuSeconds, double p99) {}

  /**
   * @param channel what they subscribe to
   * @param requests what is written, by the number of the server
   */
  NodesLoad(
      Bed bed,
      List<Server> servers,
      int subscribers,
      String channel,
      IntFunction<Senders.Requests> requests)
      throws InterruptedException {
    this.servers = servers;
    for (Server server : servers) {
      Senders.Requests inner = requests.apply(sides.size());
      sides.add(
          new Side(
              bed,
              server,
              subscribers / servers.size(),
              channel,
              number -> {
                sent.incrementAndGet();
                return inner.next(number);
              }));
    }
  }

  /** The clients of one server. Confined to its swarm's loop. */
  private final class Side implements Client.Watcher {
    final Swarm swarm;
    final Senders senders;
    final int subscribers;
    final Histogram latency = new Histogram();
    long deliveries;

    Side(Bed bed, Server server, int subscribers, String channel, Senders.Requests requests)
        throws InterruptedException {
      this.subscribers = subscribers;
      this.swarm = bed.own(new Swarm(server.port()));
      bed.audience(swarm, subscribers, channel, this);
      this.senders = bed.senders(swarm, SENDERS, requests);
    }

    @Override
    public void onEvents(long more, long sentAt, long size) {
      deliveries += more;
      latency.record(System.nanoTime() - sentAt);
      senders.fill();
    }

    boolean keepsUp() {
      return sent.get() - sentBefore < deliveries / subscribers + BEHIND;
    }

    boolean reset() {
      deliveries = 0;
      latency.clear();
      return true;
    }
  }

  /** As many as the subscribers of the slowest server take. */
  Measured full(double seconds) throws InterruptedException {
    int waiting = WAITING / sides.size();
    return measure(side -> side.senders.keepWaiting(waiting, side::keepsUp, seconds));
  }

  /** So many events a second in all. */
  Measured paced(double events, double seconds) throws InterruptedException {
    return measure(side -> side.senders.pace(events / sides.size(), seconds));
  }

  private Measured measure(Load load) throws InterruptedException {
    settle();
    sentBefore = sent.get();
    for (Side side : sides) {
      side.swarm.call(side::reset);
    }
    double cpu = cpu();
    long began = System.nanoTime();
    together(load);
    double seconds = (System.nanoTime() - began) / 1e9;
    settle();
    double used = cpu() - cpu;
    double p99 = 0;
    for (Side side : sides) {
      p99 = Math.max(p99, side.swarm.call(() -> side.latency.millis(0.99)));
    }
    return new Measured(sent.get() - sentBefore, deliveries(), seconds, used, p99);
  }

  private void together(Load load) throws InterruptedException {
    List<Callable<Object>> tasks =
        sides.stream().<Callable<Object>>map(side -> () -> load.run(side)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Load {
    Object run(Side side) throws InterruptedException;
  }

  /** Waits until everything is answered and delivered. */
  void settle() throws InterruptedException {
    for (Side side : sides) {
      side.senders.settle();
    }
    double before = -1;
    double now = deliveries();
    while (now != before) {
      Thread.sleep(100);
      before = now;
      now = deliveries();
    }
  }

  private double deliveries() throws InterruptedException {
    double all = 0;
    for (Side side : sides) {
      all += side.swarm.call(() -> side.deliveries);
    }
    return all;
  }

  private double cpu() {
    return servers.stream().mapToDouble(Server::cpuSeconds).sum();
  }

  /** The last error of any server; empty for none. */
  String failures() throws InterruptedException {
    StringBuilder all = new StringBuilder();
    for (Side side : sides) {
      String failure = side.senders.failure();
      all.append(failure == null ? "" : failure);
    }
    return all.toString();
  }

  @Override
  public void close() {
    sides.forEach(side -> side.swarm.close());
  }
}
