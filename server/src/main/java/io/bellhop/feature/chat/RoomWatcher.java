package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;

/** Follows what is said in conversations and their notes. */
@FunctionalInterface
public interface RoomWatcher {
  RoomWatcher NONE = (tx, room, kind, message) -> {};

  /**
   * A message, not a notice, was written. Runs in its transaction and touches nothing else.
   *
   * @param kind conversation or notes
   */
  void onMessage(Tx tx, Channel room, RoomKind kind, Message message);
}
