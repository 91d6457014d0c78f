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
