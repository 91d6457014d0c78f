package io.bellhop.sql;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** What the ledger has done since it was opened, for metrics. Thread-safe. */
public final class LedgerStats {
  /** The upper bounds of the buckets of commit times, in microseconds; the last has none. */
  private static final long[] BUCKETS = {
    500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 1_000_000
  };

  private final IntSupplier queue;
  private final LongAdder commits = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder uncertain = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder[] times = new LongAdder[BUCKETS.length + 1];

  LedgerStats(IntSupplier queue) {
    this.queue = queue;
    for (int i = 0; i < times.length; i++) {
      times[i] = new LongAdder();
    }
  }

  void onCommitted(int groupSize, int eventCount, long elapsedNanos) {
    commits.increment();
    writes.add(groupSize);
    events.add(eventCount);
    nanos.add(elapsedNanos);
    int bucket = 0;
    while (bucket < BUCKETS.length && elapsedNanos > BUCKETS[bucket] * 1_000) {
      bucket++;
    }
    times[bucket].increment();
  }

  void onFailed(int groupSize) {
    failures.add(groupSize);
  }

  void onRetried() {
    retries.increment();
  }

  void onRefused() {
    refused.increment();
  }

  void onUncertain() {
    uncertain.increment();
  }

  /**
   * Commits whose outcome is not known: their events may be in the ledger without having been
   * handed to the listener.
   */
  public long uncertain() {
    return uncertain.sum();
  }

  /** How many writes wait now. */
  public int queued() {
    return queue.getAsInt();
  }

  public long commits() {
    return commits.sum();
  }

  /** Writes answered after a commit; by {@link #commits} it is the size of a group. */
  public long writes() {
    return writes.sum();
  }

  public long events() {
    return events.sum();
  }

  /** Writes that failed because the database did. */
  public long failures() {
    return failures.sum();
  }

  /** Transactions that were started again. */
  public long retries() {
    return retries.sum();
  }

  /** Writes refused at the door. */
  public long refused() {
    return refused.sum();
  }

  /** The time from taking a group to its commit, summed up. */
  public long commitNanos() {
    return nanos.sum();
  }

  /** The upper bounds of {@link #commitTimes}, in microseconds. */
  public static long[] commitTimeBounds() {
    return BUCKETS.clone();
  }

  /**
   * How many commits took up to each bound and more than the one before; last, all that took
   * longer.
   */
  public long[] commitTimes() {
    long[] sums = new long[times.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = times[i].sum();
    }
    return sums;
  }
}
