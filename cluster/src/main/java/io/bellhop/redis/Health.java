package io.bellhop.redis;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether what this node sends comes back on every partition, which proves the whole way. What is
 * silent for long although there is a connection is listened to anew; if nothing comes at all, or
 * one stays silent, the connections are made anew. Thread-safe.
 */
final class Health {
  private static final System.Logger LOG = System.getLogger(Health.class.getName());
  private static final long QUIET = TimeUnit.SECONDS.toNanos(5);
  private static final long WELL = TimeUnit.SECONDS.toNanos(8);
  private static final long BROKEN = TimeUnit.SECONDS.toNanos(15);
  private static final long HOPELESS = TimeUnit.SECONDS.toNanos(60);

  private final Wire wire;
  private final BrokerStats stats;
  private final LongSupplier nanos;
  private final long start;
  private final long[] echoed = new long[Partitions.COUNT];
  private final boolean[] heard = new boolean[Partitions.COUNT];
  private long renewed;

  /**
   * @param nanos tells the time as {@link System#nanoTime} does
   */
  Health(Wire wire, BrokerStats stats, LongSupplier nanos) {
    this.wire = wire;
    this.stats = stats;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /** What a beat that is sent now is to carry. */
  long onBeat() {
    return age();
  }

  synchronized void onEcho(int partition, long sent) {
    echoed[partition] = age();
    heard[partition] = true;
    stats.lagNanos = Math.max(0, age() - sent);
    if (!stats.connected && allHeard() && wire.isUp()) {
      change(true);
    }
  }

  /** About once a second. */
  synchronized void look() {
    long now = age();
    long oldest = now - Arrays.stream(echoed).min().orElse(0);
    long newest = now - Arrays.stream(echoed).max().orElse(0);
    if (stats.connected && (!wire.isUp() || oldest > WELL)) {
      Arrays.fill(heard, false);
      change(false);
    }
    boolean broken = wire.isUp() && newest > BROKEN && now - renewed > BROKEN;
    boolean hopeless = oldest > HOPELESS && now - renewed > HOPELESS;
    if (broken || hopeless) {
      renewed = now;
      wire.renew();
    } else if (wire.isUp()) {
      listenWhereItIsQuiet(now);
    }
  }

  private void listenWhereItIsQuiet(long now) {
    for (int partition = 0; partition < echoed.length; partition++) {
      if (now - echoed[partition] > QUIET) {
        wire.hearAgain(partition);
      }
    }
  }

  private boolean allHeard() {
    for (boolean each : heard) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  private void change(boolean connected) {
    stats.connected = connected;
    if (connected) {
      LOG.log(System.Logger.Level.INFO, "connected to the other nodes over Redis");
    } else {
      LOG.log(
          System.Logger.Level.WARNING,
          "no longer connected to the other nodes: Redis is away; the ledger bridges it");
    }
  }

  private long age() {
    return nanos.getAsLong() - start;
  }
}
