package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Size;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Staff make rooms and say who is in them; whoever was let in may leave. */
final class MembershipMethods {
  private static final int ID_BITS = 96;

  /**
   * @param kind {@code staff} or {@code group}
   * @param members beside the caller; a staff room without is open to all staff
   */
  record Create(
      RoomKind kind,
      @Text(max = 80, pattern = Text.NAME) String name,
      @Size(max = 1_000) List<@Text(max = 64, pattern = Principal.ID) String> members,
      @Nullable Boolean encrypted) {}

  record Created(String room) {}

  record Rename(
      @Text(max = 96, pattern = Room.ID) String room,
      @Text(max = 80, pattern = Text.NAME) String name) {}

  record Membership(
      @Text(max = 96, pattern = Room.ID) String room,
      @Text(max = 64, pattern = Principal.ID) String person) {}

  record Leave(@Text(max = 96, pattern = Room.ID) String room) {}

  private final SecureRandom random = new SecureRandom();
  private final Ledger ledger;
  private final Access access;
  private final MemberStore members;
  private final Rooms rooms;

  MembershipMethods(Ledger ledger, Access access, MemberStore members, Rooms rooms) {
    this.ledger = ledger;
    this.access = access;
    this.members = members;
    this.rooms = rooms;
  }

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("chat.create", Create.class, Created.class)
            .summary("Makes a staff room or a group.")
            .by(Role.TEAM)
            .changes()
            .limit(20, 1)
            .does(this::create),
        Method.named("chat.rename", Rename.class, None.class)
            .summary("Gives a staff room or a group another name.")
            .by(Role.TEAM)
            .changes()
            .does(this::rename),
        Method.named("chat.invite", Membership.class, None.class)
            .summary("Makes somebody a member of a staff room or a group.")
            .by(Role.TEAM)
            .changes()
            .does(this::invite),
        Method.named("chat.remove", Membership.class, None.class)
            .summary("Ends somebody's membership of a staff room or a group.")
            .by(Role.TEAM)
            .changes()
            .does(this::remove),
        Method.named("chat.leave", Leave.class, None.class)
            .summary("Ends the caller's own membership of a staff room or a group.")
            .changes()
            .does(this::leave));
  }

  private Created create(Call call, Create params) {
    RoomKind kind = params.kind();
    if (!kind.isPrivate()) {
      throw BellhopException.invalid("kind", "kind must be staff or group");
    }
    boolean encrypted = Boolean.TRUE.equals(params.encrypted());
    boolean listed = kind == RoomKind.GROUP || !params.members().isEmpty();
    List<Sender> people = listed ? people(call, kind, params.members()) : List.of();
    String site = call.site();
    String id = kind + "-" + new BigInteger(ID_BITS, random).toString(36);
    return ledger.write(
        call.once(Created.class),
        tx -> {
          if (listed) {
            rooms.createPrivate(tx, site, id, kind, params.name(), encrypted);
          } else {
            rooms.create(tx, site, id, kind, params.name(), encrypted);
          }
          people.forEach(person -> rooms.join(tx, site, id, person));
          return new Created(id);
        });
  }

  /** A back end makes rooms for others. */
  private List<Sender> people(Call call, RoomKind kind, List<String> ids) {
    Set<Sender> people = new LinkedHashSet<>();
    if (call.principal().role() != Role.BACKEND) {
      people.add(Sender.of(call.principal()));
    }
    ids.stream()
        .filter(id -> !id.equals(call.principal().id()))
        .forEach(id -> people.add(person(call.site(), kind, id)));
    return List.copyOf(people);
  }

  /** One who has never been in any room is called by the id, until they are. */
  private Sender person(String site, RoomKind kind, String id) {
    Role role = kind == RoomKind.STAFF ? Role.STAFF : Role.CUSTOMER;
    return members.known(site, id).orElse(new Sender(id, role.wireName(), id));
  }

  private None rename(Call call, Rename params) {
    Room room = own(call, params.room());
    return ledger.write(
        call.once(None.class),
        tx -> {
          access.confirm(tx, room, call.principal());
          rooms.rename(tx, room.site(), room.id(), params.name(), call.principal().id());
          return None.NONE;
        });
  }

  private None invite(Call call, Membership params) {
    Room room = listed(call, params.room());
    Sender person = person(room.site(), room.kind(), params.person());
    return ledger.write(
        call.once(None.class),
        tx -> {
          access.confirm(tx, room, call.principal());
          rooms.join(tx, room.site(), room.id(), person);
          return None.NONE;
        });
  }

  private None remove(Call call, Membership params) {
    Room room = listed(call, params.room());
    return ledger.write(
        call.once(None.class),
        tx -> {
          access.confirm(tx, room, call.principal());
          return end(rooms.leave(tx, room.site(), room.id(), params.person()));
        });
  }

  private None leave(Call call, Leave params) {
    Room room = listed(call, params.room());
    return ledger.write(
        call.once(None.class),
        tx -> end(rooms.leave(tx, room.site(), room.id(), call.principal().id())));
  }

  private static None end(boolean wasMember) {
    if (!wasMember) {
      throw new BellhopException(ErrorCode.NOT_FOUND, "not a member of this room");
    }
    return None.NONE;
  }

  private Room own(Call call, String id) {
    Room room = access.enter(call, id);
    if (!room.kind().isPrivate()) {
      throw new BellhopException(ErrorCode.CONFLICT, "only for staff rooms and groups");
    }
    return room;
  }

  private Room listed(Call call, String id) {
    Room room = own(call, id);
    if (room.roles().contains(Role.STAFF)) {
      throw new BellhopException(ErrorCode.CONFLICT, "this room is open to all staff");
    }
    return room;
  }
}
