package io.bellhop.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partitions of which a node of the cluster owes an answer. They are left out for a while, so
 * that one node that stands still does not hold up what goes over the others. Thread-safe.
 */
final class Stragglers {
  /** How long all wait for one. */
  static final Duration WAIT = Duration.ofSeconds(1);

  /** After that an answer is not counted on any more, and it is tried again. */
  private static final long LEFT_OUT = Duration.ofSeconds(5).toNanos();

  private record Owed(CompletableFuture<Long> answer, long until) {
    boolean isOver() {
      return answer.isDone() || System.nanoTime() - until > 0;
    }
  }

  private final Map<Integer, Owed> owed = new ConcurrentHashMap<>();

  /** What there is to send, without what would have to wait. */
  List<Wire.Parcel> punctual(List<Wire.Parcel> parcels) {
    owed.values().removeIf(Owed::isOver);
    return owed.isEmpty()
        ? parcels
        : parcels.stream().filter(parcel -> !owed.containsKey(parcel.partition)).toList();
  }

  /**
   * Remembers which were not answered in time.
   *
   * @param answers in the order of the parcels
   */
  void note(List<Wire.Parcel> parcels, List<CompletableFuture<Long>> answers) {
    long until = System.nanoTime() + LEFT_OUT;
    for (int i = 0; i < answers.size(); i++) {
      if (!answers.get(i).isDone()) {
        owed.put(parcels.get(i).partition, new Owed(answers.get(i), until));
      }
    }
  }
}
