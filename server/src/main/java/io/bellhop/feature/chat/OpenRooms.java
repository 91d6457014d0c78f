package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method.None;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rooms that the configuration declares: known without asking the database. */
final class OpenRooms {
  private final Map<Channel, Room> rooms;

  OpenRooms(Collection<OpenRoom> declared) {
    rooms =
        declared.stream()
            .map(OpenRooms::room)
            .collect(Collectors.toUnmodifiableMap(Room::channel, Function.identity()));
  }

  private static Room room(OpenRoom declared) {
    Channel channel = Room.channel(declared.site(), declared.id());
    return new Room(channel, RoomKind.OPEN, declared.name(), false, declared.roles());
  }

  @Nullable Room find(Channel channel) {
    return rooms.get(channel);
  }

  /** Stores them for lists and searches; those no longer declared are for nobody. */
  void store(Ledger ledger, RoomStore store) {
    ledger.write(tx -> {
      store.closeOpenRooms(tx);
      rooms.values().forEach(room -> store.put(tx, room));
      return None.NONE;
    });
  }
}
