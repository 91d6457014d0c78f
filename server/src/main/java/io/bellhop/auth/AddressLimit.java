package io.bellhop.auth;

import io.bellhop.engine.AddressGroup;
import io.bellhop.engine.Limit;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token bucket for each address. Thread-safe. */
final class AddressLimit {
  private static final int ADDRESSES = 50_000;

  private record Bucket(double left, Instant at, boolean passes) {}

  private final Limit limit;
  private final Recent<Bucket> buckets = new Recent<>(ADDRESSES);

  AddressLimit(Limit limit) {
    this.limit = limit;
  }

  /**
   * @throws BellhopException rate_limited with the wait until the next one may pass
   */
  void pass(String address, Instant now) {
    Bucket bucket = buckets.change(AddressGroup.of(address), known -> next(known, now));
    if (!bucket.passes) {
      long millis = (long) Math.ceil((1 - bucket.left) / limit.perSecond() * 1000);
      throw BellhopException.retryAfter(
          ErrorCode.RATE_LIMITED, "too many from one address", Duration.ofMillis(millis));
    }
  }

  /** Counts one that another server let pass. */
  void count(String address, Instant at) {
    buckets.change(AddressGroup.of(address), known -> counted(known, at));
  }

  private Bucket counted(@Nullable Bucket known, Instant at) {
    double left = known == null ? limit.burst() : refilled(known, at);
    Instant last = known == null || at.isAfter(known.at) ? at : known.at;
    return new Bucket(Math.max(0, left - 1), last, true);
  }

  private Bucket next(@Nullable Bucket known, Instant now) {
    double left = known == null ? limit.burst() : refilled(known, now);
    return left >= 1 ? new Bucket(left - 1, now, true) : new Bucket(left, now, false);
  }

  private double refilled(Bucket bucket, Instant now) {
    double seconds = Math.max(0, Duration.between(bucket.at, now).toMillis() / 1000.0);
    return Math.min(limit.burst(), bucket.left + seconds * limit.perSecond());
  }
}
