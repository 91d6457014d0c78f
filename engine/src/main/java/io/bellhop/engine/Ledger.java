package io.bellhop.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The durable log, and the only way to change state. Thread-safe; its calls block and belong on
 * virtual threads.
 *
 * <p>It promises: what {@link #write} returned for is committed and flushed to disk; a channel's
 * offsets are 1, 2, 3 … without gaps, in commit order; the events of a committed write are handed
 * to the {@link Listener} once, in commit order; a write that throws changes nothing.
 */
public interface Ledger extends History {

  /**
   * Runs the work in a transaction and returns after its commit. Works of several callers share one
   * commit. The work may be run again after a conflict or a neighbour's failure, so it must touch
   * nothing but its transaction.
   *
   * @throws io.bellhop.protocol.BellhopException whatever the work throws; {@code unavailable} if
   *     the store cannot take it now (also when its queue is full); {@code timeout} if the outcome
   *     is not known in time
   */
  <R> R write(Work<R> work);

  /**
   * As {@link #write(Work)}, but at most once per key: a repeat gets the first answer without
   * running the work.
   *
   * @throws io.bellhop.protocol.BellhopException {@code idempotency_mismatch} if the key was used
   *     with another request
   */
  <R> R write(Once<R> once, Work<R> work);

  /** What runs in a transaction. */
  @FunctionalInterface
  interface Work<R> {
    R in(Tx tx);
  }

  /** Is told what was committed. Must return quickly and never throw. */
  @FunctionalInterface
  interface Listener {
    void onCommitted(List<Event> events);
  }

  /**
   * A write that may be repeated but must happen once.
   *
   * @param key unique per site and principal; null if the caller gave none
   * @param type what the work returns, to give it again
   */
  record Once<R>(@Nullable Key key, Class<R> type) {}

  /**
   * An idempotency key.
   *
   * @param hash of the method and its params: the same key must come with the same hash
   */
  record Key(String site, String principal, String value, String hash) {}
}
