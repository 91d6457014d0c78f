package io.bellhop.engine.hub;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds a subscription's live events while its past is replayed. Bounded: when it overflows it
 * forgets everything, for the ledger has it all, and the replay goes on a little longer. Confined
 * to the shard's loop.
 */
final class Gate {
  static final int MOST = 512;

  private List<Outgoing> held = new ArrayList<>(0);
  private boolean overflowed;
  private long from;
  private long futile = -1;

  /**
   * @param from the offset after which it holds every event; negative if that is not known yet
   */
  Gate(long from) {
    this.from = from;
  }

  /**
   * Whether the past up to an offset and what is held leave nothing out.
   *
   * @param begun from where on events were delivered, where it was not known at first
   */
  boolean joins(long offset, long begun) {
    return offset >= (from < 0 ? begun : from);
  }

  /** Forgets what it holds; from now on it holds every event after {@code next}. */
  void restart(long next) {
    from = next;
    held = new ArrayList<>(0);
  }

  /** Forgets what it holds, which leaves a gap. */
  void spoil(long next) {
    restart(next);
    overflowed = true;
  }

  /** Whether the past ends here for the second time, although there was more. */
  boolean isFutile(long offset) {
    boolean again = futile == offset;
    futile = offset;
    return again;
  }

  void hold(List<Outgoing> events) {
    if (overflowed) {
      return;
    }
    if (held.size() + events.size() > MOST) {
      overflowed = true;
      held = new ArrayList<>(0);
      return;
    }
    held.addAll(events);
  }

  /** Whether something was forgotten since the last time this was asked. */
  boolean overflowed() {
    boolean was = overflowed;
    overflowed = false;
    return was;
  }

  List<Outgoing> held() {
    return held;
  }
}
