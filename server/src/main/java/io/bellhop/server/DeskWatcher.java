package io.bellhop.server;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.Message;
import io.bellhop.feature.chat.RoomKind;
import io.bellhop.feature.chat.RoomWatcher;
import io.bellhop.feature.desk.DeskFeature;
import io.bellhop.feature.desk.Person;
import java.util.function.Supplier;

/** Has the desk hear of what is said in conversations; notes are none of its business. */
record DeskWatcher(Supplier<DeskFeature> desk) implements RoomWatcher {
  @Override
  public void onMessage(Tx tx, Channel room, RoomKind kind, Message message) {
    if (kind == RoomKind.CONVERSATION) {
      desk.get().onMessage(tx, room.site(), room.id(), person(message), message.text());
    }
  }

  @Override
  public void onNewestChanged(Tx tx, Channel room, RoomKind kind, Message message) {
    if (kind == RoomKind.CONVERSATION) {
      desk.get().onNewestChanged(tx, room.site(), room.id(), person(message), message.text());
    }
  }

  private static Person person(Message message) {
    var from = message.from();
    return new Person(from.id(), from.role(), from.name());
  }
}
