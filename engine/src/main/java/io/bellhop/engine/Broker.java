package io.bellhop.engine;

import java.util.List;
import java.util.function.Predicate;

/**
 * Carries events between nodes. Events of one channel from one node arrive in order, those of two
 * nodes in any; an event may be lost on the way (a durable one is then found in the ledger by the
 * gap in offsets) but is never delivered twice by it.
 */
public interface Broker extends AutoCloseable {

  /** Hands over events for every node, this one included. Never blocks. */
  void publish(List<Event> events);

  /** Sets who receives, once, before the first publish. */
  void listen(Receiver receiver);

  /** Whether there is no other node, now or later. */
  boolean alone();

  @Override
  void close();

  /** Takes what is carried. Any thread; returns quickly and never throws. */
  interface Receiver {
    /** Whether anything on this node wants the channel's events; if not they need not be read. */
    boolean wants(Channel channel);

    /** Events of this node. */
    void onOwn(List<Event> events);

    /** Events of another node. */
    void onOthers(List<Event> events);

    /** Events of other nodes may have been lost, in the channels that are meant. */
    void onLoss(Predicate<Channel> channels);
  }
}
