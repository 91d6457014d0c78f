package io.bellhop.auth;

import io.bellhop.engine.Principal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens found good in the last minutes, by their hash, so that many reconnects at once are cheap.
 * Holds at most {@code capacity}, none for longer than 10 minutes, so a key that was withdrawn does
 * not live on. Thread-safe.
 */
final class Verified {
  private static final Duration TURN = Duration.ofMinutes(5);

  private record Generation(Map<ByteBuffer, Principal> principals, Instant began) {
    static Generation at(Instant now) {
      return new Generation(new ConcurrentHashMap<>(), now);
    }
  }

  private final int capacity;
  private volatile Generation young = Generation.at(Instant.EPOCH);
  private volatile Generation old = young;

  Verified(int capacity) {
    this.capacity = capacity;
  }

  /** The token's principal: the remembered one, or else what {@code verify} finds. */
  Principal get(String token, Instant now, Supplier<Principal> verify) {
    turn(now);
    ByteBuffer hash = ByteBuffer.wrap(Hash.sha256(token));
    Principal known = known(hash);
    if (known != null) {
      return known;
    }
    Principal principal = verify.get();
    young.principals.put(hash, principal);
    return principal;
  }

  private @Nullable Principal known(ByteBuffer hash) {
    Principal known = young.principals.get(hash);
    return known == null ? old.principals.get(hash) : known;
  }

  private void turn(Instant now) {
    if (due(now)) {
      synchronized (this) {
        if (due(now)) {
          old = now.isAfter(young.began.plus(TURN.multipliedBy(2))) ? Generation.at(now) : young;
          young = Generation.at(now);
        }
      }
    }
  }

  private boolean due(Instant now) {
    Generation current = young;
    return !now.isBefore(current.began.plus(TURN)) || current.principals.size() >= capacity / 2;
  }
}
