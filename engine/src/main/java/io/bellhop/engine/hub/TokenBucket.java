package io.bellhop.engine.hub;

import io.bellhop.engine.Limit;
import java.time.Duration;
import java.time.Instant;

/** A token bucket. Thread-safe. */
final class TokenBucket {
  private double tokens;
  private long filledAt;

  TokenBucket(Limit limit, Instant now) {
    tokens = limit.burst();
    filledAt = now.toEpochMilli();
  }

  /** Takes a token; or tells how long until there is one. */
  synchronized Duration take(Limit limit, Instant now) {
    fill(limit, now);
    if (tokens >= 1) {
      tokens--;
      return Duration.ZERO;
    }
    return Duration.ofMillis((long) Math.ceil((1 - tokens) / limit.perSecond() * 1000));
  }

  /** Whether it is as good as a new one. */
  synchronized boolean full(Limit limit, Instant now) {
    fill(limit, now);
    return tokens >= limit.burst();
  }

  private void fill(Limit limit, Instant now) {
    long millis = now.toEpochMilli() - filledAt;
    // A clock that is set back must not lock anybody out.
    filledAt = now.toEpochMilli();
    if (millis > 0) {
      tokens = Math.min(limit.burst(), tokens + millis * limit.perSecond() / 1000);
    }
  }
}
