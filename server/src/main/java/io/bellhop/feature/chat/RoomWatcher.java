package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;

/**
 * Follows what is said in conversations and their notes. Runs in the transaction that says it, and
 * touches nothing else.
 */
public interface RoomWatcher {
  RoomWatcher NONE =
      new RoomWatcher() {
        @Override
        public void onMessage(Tx tx, Channel room, RoomKind kind, Message message) {}

        @Override
        public void onNewestChanged(Tx tx, Channel room, RoomKind kind, Message message) {}
      };

  /**
   * A message, not a notice, was written.
   *
   * @param kind conversation or notes
   */
  void onMessage(Tx tx, Channel room, RoomKind kind, Message message);

  /** The newest message says something else now; nothing if it was deleted. */
  void onNewestChanged(Tx tx, Channel room, RoomKind kind, Message message);
}
