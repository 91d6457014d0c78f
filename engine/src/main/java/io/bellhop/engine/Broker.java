package io.bellhop.engine;

import java.util.List;

/**
 * Carries events between nodes. Events of one channel from one node arrive in order; an event may
 * be lost on the way (a durable one is then found in the ledger by the gap in offsets) but is never
 * delivered twice by it.
 */
public interface Broker extends AutoCloseable {

  /** Hands over events for every node, this one included. Never blocks. */
  void publish(List<Event> events);

  /** Sets who receives, once, before the first publish. */
  void listen(Ledger.Listener receiver);

  @Override
  void close();
}
