package io.bellhop.bench.report;

/**
 * Counts of durations in buckets that are at most 1/64 wide, so a percentile is right to 2 %. For
 * one thread.
 */
public final class Histogram {
  private static final int SUB_BITS = 6;
  private static final int SUB = 1 << SUB_BITS;

  private final long[] counts = new long[(Long.SIZE - SUB_BITS) * SUB + SUB];
  private long total;

  /** Counts a duration in nanoseconds; less than nothing counts as nothing. */
  public void record(long nanos) {
    counts[bucket(Math.max(0, nanos))]++;
    total++;
  }

  /** Forgets everything. */
  public void clear() {
    java.util.Arrays.fill(counts, 0);
    total = 0;
  }

  public long total() {
    return total;
  }

  /**
   * The duration that this share of all did not exceed, in milliseconds; 0 if there were none.
   *
   * @param share from 0 to 1
   */
  public double millis(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return middle(bucket) / 1e6;
      }
    }
    return 0;
  }

  private static int bucket(long value) {
    if (value < SUB) {
      return (int) value;
    }
    int shift = Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(value);
    return (shift + 1) * SUB + (int) (value >>> shift) - SUB;
  }

  private static double middle(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int shift = bucket / SUB - 1;
    long low = (long) (bucket % SUB + SUB) << shift;
    return low + (1L << shift) / 2.0;
  }
}
