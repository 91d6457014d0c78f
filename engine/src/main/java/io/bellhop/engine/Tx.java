package io.bellhop.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One transaction on the ledger. Confined to the work it is given to. */
public interface Tx {

  /** The time of this transaction; the same for all that it writes. */
  Instant now();

  /**
   * Appends a durable event.
   *
   * @param data a record or {@link io.bellhop.protocol.Json}
   * @return the event with its offset
   */
  Event append(Channel channel, String type, Object data, @Nullable String actor);

  /** Sets a timer; one of the same kind and key is replaced. */
  void set(Timer timer);

  /** Removes a timer if it has not fired. */
  void cancel(String kind, String key);
}
