package io.bellhop.bench;

import io.bellhop.bench.load.Client;
import io.bellhop.bench.load.Client.Watcher;
import io.bellhop.bench.load.Requested;
import io.bellhop.bench.load.Senders;
import io.bellhop.bench.load.Swarm;
import io.bellhop.bench.process.Server;
import io.bellhop.bench.report.Histogram;
import java.util.ArrayList;
import java.util.List;

/** Five hundred rooms with two listeners each, and others who write to them, durably. */
final class RoomsLoad implements AutoCloseable, Watcher {
  private static final int ROOMS = 500;
  private static final int LISTENERS = 2;
  private static final int SENDERS = 500;
  private static final int AT_ONCE = 64;
  private static final double PER_SECOND = 1_000;

  private final Swarm swarm;
  private final Senders senders;
  private final Histogram latency = new Histogram();

  RoomsLoad(Bed bed, Server server) throws InterruptedException {
    swarm = bed.own(new Swarm(server.port()));
    List<String> channels = new ArrayList<>();
    for (int i = 0; i < ROOMS * LISTENERS; i++) {
      channels.add("chat:room" + i % ROOMS);
    }
    var next = channels.iterator();
    swarm.open(
        ROOMS * LISTENERS,
        AT_ONCE,
        () -> bed.clients("customer", this, Client.Request.subscribe(next.next())).get());
    senders =
        new Senders(
            swarm,
            swarm.open(SENDERS, AT_ONCE, bed.clients("staff", Watcher.NONE)),
            Requested.chat(ROOMS, "live"));
  }

  @Override
  public void onEvents(long events, long sentAt, long bytes) {
    latency.record(System.nanoTime() - sentAt);
  }

  /** The 99th percentile of the time from sending to delivery, in milliseconds. */
  double pace(double seconds) throws InterruptedException {
    swarm.call(() -> {
      latency.clear();
      return true;
    });
    senders.pace(PER_SECOND, seconds);
    senders.settle();
    return swarm.call(() -> latency.millis(0.99));
  }

  @Override
  public void close() {
    swarm.close();
  }
}
