package io.bellhop.engine.hub;

import io.bellhop.engine.Caller;
import io.bellhop.engine.Limit;
import io.bellhop.engine.Method;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Limits per address, principal and method. Thread-safe. Remembers at most {@link #MOST} buckets;
 * beyond that strangers share one, so that a flood of new names costs no memory.
 */
public final class RateLimiter {
  static final int MOST = 200_000;

  private record Key(String who, String what) {}

  private record Entry(Limit limit, TokenBucket bucket) {}

  private static final Key STRANGERS = new Key("", "strangers");

  private final ConcurrentMap<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Rates rates;

  public RateLimiter(Rates rates) {
    this.rates = rates;
  }

  /**
   * Passes if every limit that applies has room.
   *
   * @throws BellhopException {@code rate_limited} with the wait
   */
  public void check(Caller caller, Method<?, ?> method, Instant now) {
    Principal principal = caller.principal();
    if (principal.role() == Role.ANONYMOUS) {
      // Many people share an address, and all of them connect again when a server comes back.
      if (method.connected()) {
        take(new Key(caller.address(), "address"), rates.address(), now);
      } else {
        take(new Key(caller.address(), "anonymous"), rates.anonymous(), now);
      }
      return;
    }
    String who = principal.site() + " " + principal.id();
    take(new Key(caller.address(), "address"), rates.address(), now);
    take(new Key(who, "principal"), rates.principal(), now);
    take(new Key(who, method.name()), method.limit(), now);
  }

  /** Forgets who has not called for a while; called about every ten seconds. */
  public void tick(Instant now) {
    entries.values().removeIf(entry -> entry.bucket.full(entry.limit, now));
  }

  private void take(Key key, Limit limit, Instant now) {
    Key known = entries.size() < MOST || entries.containsKey(key) ? key : STRANGERS;
    Duration wait =
        entries
            .computeIfAbsent(known, k -> new Entry(limit, new TokenBucket(limit, now)))
            .bucket
            .take(limit, now);
    if (wait.isPositive()) {
      throw BellhopException.retryAfter(ErrorCode.RATE_LIMITED, "too many calls", wait);
    }
  }
}
