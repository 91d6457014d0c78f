package io.bellhop.redis;

import java.util.concurrent.atomic.LongAdder;

/** What goes over the broker, counted. Thread-safe. */
public final class BrokerStats {
  final LongAdder published = new LongAdder();
  final LongAdder received = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder losses = new LongAdder();
  volatile boolean connected;
  volatile int nodes = 1;
  volatile long lagNanos;

  /** Events sent to other nodes. */
  public long published() {
    return published.sum();
  }

  /** Events of other nodes that came, wanted here or not. */
  public long received() {
    return received.sum();
  }

  /** Events that were not sent because Redis was away or slow. */
  public long dropped() {
    return dropped.sum();
  }

  /** How often something of another node, or all for a while, did not come. */
  public long losses() {
    return losses.sum();
  }

  /** Whether what this node sends comes back. */
  public boolean connected() {
    return connected;
  }

  /** The nodes that are there, this one included. */
  public int nodes() {
    return nodes;
  }

  /** How long it last took from sending until it was heard, in nanoseconds. */
  public long lagNanos() {
    return lagNanos;
  }
}
