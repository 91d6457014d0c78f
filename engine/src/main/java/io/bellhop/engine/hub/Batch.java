package io.bellhop.engine.hub;

import java.util.List;

/**
 * The events of one channel that are due in one tick, framed once for all receivers that want the
 * same ones. Confined to the shard's loop.
 */
final class Batch {
  final List<Outgoing> events;
  final List<Payload> payloads;
  final long firstOffset;
  final long lastOffset;

  Batch(EventFrames frames, List<Outgoing> events) {
    this.events = events;
    this.payloads = frames.join(events);
    long first = Long.MAX_VALUE;
    long last = 0;
    for (Outgoing outgoing : events) {
      if (!outgoing.event.isSignal()) {
        first = Math.min(first, outgoing.event.offset());
        last = outgoing.event.offset();
      }
    }
    this.firstOffset = first;
    this.lastOffset = last;
  }

  /** Whether it may be dropped for a receiver that is behind. */
  boolean signalsOnly() {
    return lastOffset == 0;
  }
}
