package io.bellhop.engine.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What is known of a channel beyond the next event: events that came before their turn, as those of
 * two nodes may, and offsets that others have told of. Bounded: it forgets the oldest, which are
 * then read from the ledger. Confined to the shard's loop.
 */
final class Ahead {
  static final int MOST = 512;

  private final TreeMap<Long, Outgoing> events = new TreeMap<>();
  private long expected;

  void hold(Outgoing outgoing) {
    events.put(outgoing.event.offset(), outgoing);
    if (events.size() > MOST) {
      events.pollFirstEntry();
    }
  }

  /** An event with this offset is known to be there. */
  void expect(long offset) {
    expected = Math.max(expected, offset);
  }

  /** Takes out the events that follow an offset without a gap, and forgets those up to it. */
  List<Outgoing> after(long offset) {
    List<Outgoing> next = new ArrayList<>(0);
    events.headMap(offset, true).clear();
    while (!events.isEmpty() && events.firstKey() == offset + next.size() + 1) {
      next.add(events.pollFirstEntry().getValue());
    }
    return next;
  }

  /** Whether there is anything beyond an offset. */
  boolean isBeyond(long offset) {
    return expected > offset || (!events.isEmpty() && events.lastKey() > offset);
  }
}
