package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.Optional;
import java.util.Set;

/**
 * Who may enter which room; the one place that says so, in Java and in SQL. A role may suffice; or
 * else it takes a grant, which lets customers into conversations and groups, and staff into staff
 * rooms too. A room that is not there and one that is not for the caller look alike.
 */
final class Access {
  /**
   * As a condition on {@code room} and an outer-joined {@code granted}; its parameters are those of
   * {@link #parameters}.
   */
  static final String CONDITION =
      """
      (room.roles LIKE ? OR (granted.person IS NOT NULL
        AND (room.kind IN ('conversation', 'group') OR (room.kind = 'staff' AND ? = 1))))\
      """;

  private final OpenRooms open;
  private final RoomStore rooms;

  Access(OpenRooms open, RoomStore rooms) {
    this.open = open;
    this.rooms = rooms;
  }

  /**
   * Which roles may enter a new room without a grant.
   *
   * @param listed whether it has members of its own
   */
  static Set<Role> roles(RoomKind kind, boolean listed) {
    return switch (kind) {
      case CONVERSATION, NOTES -> Role.TEAM;
      case STAFF -> listed ? Set.of() : Role.TEAM;
      case GROUP -> Set.of(Role.BACKEND);
      case OPEN -> throw new IllegalArgumentException("the configuration says it");
    };
  }

  static Object[] parameters(Role role) {
    return new Object[] {"% " + role.wireName() + " %", Role.TEAM.contains(role) ? 1 : 0};
  }

  static boolean admits(Room room, boolean granted, Role role) {
    return room.roles().contains(role) || (granted && takesAsMember(room.kind(), role));
  }

  private static boolean takesAsMember(RoomKind kind, Role role) {
    return switch (kind) {
      case CONVERSATION, GROUP -> true;
      case STAFF -> Role.TEAM.contains(role);
      case OPEN, NOTES -> false;
    };
  }

  /**
   * The room, for a caller who may enter.
   *
   * @throws BellhopException not_found if it is not there or not for the caller
   */
  Room enter(Call call, String room) {
    return find(call.principal(), Room.channel(call.site(), room)).orElseThrow(Access::noSuchRoom);
  }

  boolean allows(Principal principal, Channel channel) {
    return find(principal, channel).isPresent();
  }

  private Optional<Room> find(Principal principal, Channel channel) {
    Room declared = open.find(channel);
    return declared == null
        ? rooms
            .find(channel, principal.id())
            .filter(found -> admits(found.room(), found.granted(), principal.role()))
            .map(RoomStore.Found::room)
        : Optional.of(declared).filter(room -> admits(room, false, principal.role()));
  }

  /**
   * Looks again within the transaction, where a grant may have been withdrawn since; one that is
   * there stays until its end, also if another server would take it back.
   *
   * @throws BellhopException not_found if it was
   */
  void confirm(Tx tx, Room room, Principal principal) {
    if (!room.roles().contains(principal.role())
        && !rooms.holdGrant(tx, room.channel(), principal.id())) {
      throw noSuchRoom();
    }
  }

  static BellhopException noSuchRoom() {
    return new BellhopException(ErrorCode.NOT_FOUND, "no such room");
  }
}
