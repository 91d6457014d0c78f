package io.bellhop.redis;

import java.util.LinkedHashMap;

/** Up to where each other node was heard on each partition. Thread-safe; knows so many nodes. */
final class Sequences {
  private static final int MOST_NODES = 1_000;
  private static final long UNKNOWN = 0;

  private final LinkedHashMap<String, long[]> heard = new LinkedHashMap<>(16, 0.75f, true);

  enum Seen {
    NEXT,
    /** Was heard before. */
    AGAIN,
    /** Some before it were not heard. */
    GAP
  }

  synchronized Seen note(String node, int partition, long sequence) {
    long[] known = heard.computeIfAbsent(node, n -> new long[Partitions.COUNT]);
    if (heard.size() > MOST_NODES) {
      heard.pollFirstEntry();
    }
    long last = known[partition];
    if (last != UNKNOWN && sequence <= last) {
      return Seen.AGAIN;
    }
    known[partition] = sequence;
    return last == UNKNOWN || sequence == last + 1 ? Seen.NEXT : Seen.GAP;
  }
}
