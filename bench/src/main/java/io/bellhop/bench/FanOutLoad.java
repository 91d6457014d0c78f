package io.bellhop.bench;

import io.bellhop.bench.load.Client;
import io.bellhop.bench.load.Requested;
import io.bellhop.bench.load.Senders;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.report.Histogram;
import org.jspecify.annotations.Nullable;

/** Subscribers of one channel, and a pool of others who write to it. */
final class FanOutLoad implements AutoCloseable, Client.Watcher {
  private static final int SENDERS = 500;

  /** Events that a subscriber may be behind before the senders wait, on average. */
  private static final int BEHIND = 192;

  private static final int WAITING = 128;

  private final Server server;
  private final Swarm swarm;
  private final int subscribers;
  private final Histogram latency = new Histogram();
  private final Senders senders;
  private long events;
  private long frames;
  private long bytes;
  private long sentBefore;
  private long eventsBefore;

  /** What a while of load has shown. */
  record Measured(
      long events,
      long frames,
      long bytes,
      double seconds,
      double cpuSeconds,
      double p50,
      double p99) {
    double deliveriesPerSecond() {
      return events / seconds;
    }

    double cpuPerMillion() {
      return cpuSeconds / events * 1e6;
    }

    double eventsPerFrame() {
      return (double) events / frames;
    }

    int bytesPerFrame() {
      return (int) (bytes / frames);
    }
  }

  private FanOutLoad(
      Bed bed, Server server, int subscribers, String channel, Senders.Requests requests)
      throws InterruptedException {
    this.server = server;
    this.subscribers = subscribers;
    this.swarm = bed.own(new Swarm(server.port()));
    bed.audience(swarm, subscribers, channel, this);
    this.senders = bed.senders(swarm, SENDERS, requests);
  }

  /** Events that are kept in memory. */
  static FanOutLoad publishing(Bed bed, Server server, int subscribers)
      throws InterruptedException {
    return new FanOutLoad(bed, server, subscribers, "live:all", Requested.publish("live:all"));
  }

  /** Events that are in the ledger before they are delivered. */
  static FanOutLoad chatting(Bed bed, Server server, int subscribers) throws InterruptedException {
    return new FanOutLoad(bed, server, subscribers, "chat:room0", Requested.chat(1, "fanout"));
  }

  @Override
  public void onEvents(long more, long sentAt, long size) {
    events += more;
    frames++;
    bytes += size;
    latency.record(System.nanoTime() - sentAt);
    senders.fill();
  }

  /** As many as the subscribers take. */
  Measured full(double seconds) throws InterruptedException {
    return measure(() -> senders.keepWaiting(WAITING, this::keepUp, seconds));
  }

  private boolean keepUp() {
    return senders.sent() - sentBefore < (events - eventsBefore) / subscribers + BEHIND;
  }

  Measured paced(double deliveriesPerSecond, double seconds) throws InterruptedException {
    return measure(() -> senders.pace(deliveriesPerSecond / subscribers, seconds));
  }

  private Measured measure(Load load) throws InterruptedException {
    swarm.call(() -> {
      latency.clear();
      sentBefore = senders.sent();
      eventsBefore = events;
      frames = 0;
      bytes = 0;
      return true;
    });
    double cpu = server.cpuSeconds();
    long began = System.nanoTime();
    load.run();
    double used = server.cpuSeconds() - cpu;
    double seconds = (System.nanoTime() - began) / 1e9;
    return swarm.call(() ->
        new Measured(
            events - eventsBefore,
            frames,
            bytes,
            seconds,
            used,
            latency.millis(0.5),
            latency.millis(0.99)));
  }

  @FunctionalInterface
  private interface Load {
    Object run() throws InterruptedException;
  }

  /** Waits until nothing is under way any more. */
  void settle() throws InterruptedException {
    senders.settle();
    long before = -1;
    long now = swarm.call(() -> events);
    while (now != before) {
      Thread.sleep(100);
      before = now;
      now = swarm.call(() -> events);
    }
  }

  @Nullable String failure() throws InterruptedException {
    return senders.failure();
  }

  @Override
  public void close() {
    swarm.close();
  }
}
