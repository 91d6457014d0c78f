package io.bellhop.auth;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing: after some attempts that did not succeed, each further one must wait twice
 * as long as the one before, from a second up to a quarter of an hour. An hour without any forgives
 * all. An attempt counts when it begins, so many at once gain nothing. Thread-safe.
 */
final class Attempts {
  private static final int KEYS = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGIVEN = Duration.ofHours(1);

  private record Count(int attempts, Instant last, Duration pause) {}

  private final int free;
  private final Recent<Count> counts = new Recent<>(KEYS);

  Attempts(int free) {
    this.free = free;
  }

  /**
   * Begins an attempt.
   *
   * @throws BellhopException rate_limited with the wait until the next may begin
   */
  void begin(String key, Instant now) {
    Count count = counts.change(key, known -> next(known, now));
    if (count.pause.isPositive()) {
      throw BellhopException.retryAfter(
          ErrorCode.RATE_LIMITED, "too many attempts; wait before the next", count.pause);
    }
  }

  /** Counts an attempt that began on another server. */
  void count(String key, Instant at) {
    counts.change(
        key,
        known ->
            known == null || at.isAfter(known.last.plus(FORGIVEN))
                ? new Count(1, at, Duration.ZERO)
                : new Count(
                    known.attempts + 1, at.isAfter(known.last) ? at : known.last, Duration.ZERO));
  }

  /** An attempt succeeded and does not count. */
  void takeBack(String key) {
    counts.change(
        key,
        known ->
            known == null
                ? new Count(0, Instant.EPOCH, Duration.ZERO)
                : new Count(known.attempts - 1, known.last, Duration.ZERO));
  }

  /** An attempt succeeded: all before it is forgiven. */
  void forgive(String key) {
    counts.remove(key);
  }

  private Count next(@Nullable Count known, Instant now) {
    if (known == null || now.isAfter(known.last.plus(FORGIVEN))) {
      return new Count(1, now, Duration.ZERO);
    }
    Duration pause = pause(known.attempts);
    Duration wait = Duration.between(now, known.last.plus(pause));
    // Of attempts at the same moment, one may be told a time before that of another.
    return pause.isPositive() && wait.isPositive()
        ? new Count(known.attempts, known.last, wait)
        : new Count(known.attempts + 1, now, Duration.ZERO);
  }

  private Duration pause(int attempts) {
    if (attempts < free) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(attempts - free, 20));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
