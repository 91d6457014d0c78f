package io.bellhop.sql;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits that double with every failure up to a bound, each shortened by chance by up to a half. */
public record Backoff(Duration first, Duration most) {
  private static final int MAX_DOUBLINGS = 30;

  public Duration after(int failures) {
    long doublings = Math.clamp(failures - 1L, 0, MAX_DOUBLINGS);
    long full = Math.min(first.toNanos() << doublings, most.toNanos());
    return Duration.ofNanos(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }
}
