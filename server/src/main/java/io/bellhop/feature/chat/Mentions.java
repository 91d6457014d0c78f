package io.bellhop.feature.chat;

import io.bellhop.engine.Role;
import io.bellhop.protocol.BellhopException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds those who are mentioned among those who may read the room. */
final class Mentions {
  private final MemberStore members;
  private final Colleagues colleagues;

  Mentions(MemberStore members, Colleagues colleagues) {
    this.members = members;
    this.colleagues = colleagues;
  }

  /**
   * The people with these ids, each once, without the writer.
   *
   * @throws BellhopException invalid_params if one may not read the room, or is not known to
   */
  List<Sender> of(Room room, Sender writer, @Nullable List<String> ids) {
    if (ids == null) {
      return List.of();
    }
    return new LinkedHashSet<>(ids)
        .stream().filter(id -> !id.equals(writer.id())).map(id -> reader(room, id)).toList();
  }

  private Sender reader(Room room, String id) {
    return members
        .find(room.channel(), id)
        .map(RoomMember::person)
        .or(() -> colleague(room, id))
        .orElseThrow(
            () -> BellhopException.invalid("mentions", "only those in the room can be mentioned"));
  }

  /** Staff may not have been in a room yet that is open to all of them. */
  private Optional<Sender> colleague(Room room, String id) {
    return room.roles().contains(Role.STAFF)
        ? members
            .known(room.site(), id)
            .or(() -> colleagues.find(room.site(), id))
            .filter(person -> Role.isColleague(person.role()))
        : Optional.empty();
  }
}
