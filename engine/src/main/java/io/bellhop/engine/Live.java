package io.bellhop.engine;

import io.bellhop.protocol.CloseCode;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The hub as features see it. Thread-safe; what blocks says so. */
public interface Live {

  /** Delivers a signal to whoever is subscribed, on every node. */
  void signal(Event signal);

  /**
   * Hears every event and signal of a namespace, of all sites, on this node. The listener runs on
   * the publisher's thread: it returns quickly and never throws. It may hear an event again, or one
   * that was lost between nodes only if somebody here is subscribed to its channel. Register before
   * the server starts.
   */
  void listen(String namespace, Consumer<Event> listener);

  /**
   * Has the rights behind the subscriptions of this node's sessions looked at again, soon, for the
   * principals that are meant; those without one end.
   */
  void review(Predicate<Principal> who);

  /** Hears of every session of this node once its principal is known. As {@link #listen}. */
  void onConnected(Consumer<Caller> listener);

  /** Whether anybody may be subscribed to the channel; on any node. */
  boolean watched(Channel channel);

  /**
   * Has the session present in a channel to which it need not be subscribed, until it departs or
   * ends; nothing for a caller without a session. Blocks.
   */
  void attend(Caller caller, Channel channel);

  /** Ends what {@link #attend} began. Blocks. */
  void depart(Caller caller, Channel channel);

  /** Ends the sessions of this node whose principal is meant. */
  void end(Predicate<Principal> who, CloseCode code, String message);
}
