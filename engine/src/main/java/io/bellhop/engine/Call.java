package io.bellhop.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method, already found permitted and within its limits.
 *
 * @param now when it was taken up
 * @param key its idempotency key, if the caller gave one
 */
public record Call(Caller caller, Instant now, Ledger.@Nullable Key key) {

  public Principal principal() {
    return caller.principal();
  }

  public String site() {
    return caller.principal().site();
  }

  /** A channel of the caller's own site. */
  public Channel channel(String name) {
    return Channel.of(site(), name);
  }

  /** Makes a write happen at most once per idempotency key. */
  public <R> Ledger.Once<R> once(Class<R> type) {
    return new Ledger.Once<>(key, type);
  }
}
