package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.feature.chat.ChatEvents.Receipt;
import io.bellhop.protocol.BellhopException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code chat.receipt} and {@code chat.typing}: what the others see of somebody who says nothing.
 */
final class ReceiptMethods {
  /** In larger rooms nobody looks at who has read what, but all would be told. */
  private static final int MOST_TOLD = 100;

  /** At least one of the two. */
  record Received(
      @Text(max = 96, pattern = Room.ID) String room,
      @Nullable @Range Long delivered,
      @Nullable @Range Long read) {}

  record Cursors(long delivered, long read) {}

  record TypingParams(@Text(max = 96, pattern = Room.ID) String room, boolean typing) {}

  private final Ledger ledger;
  private final Access access;
  private final MemberStore members;
  private final MessageStore messages;
  private final Typists typists;

  ReceiptMethods(
      Ledger ledger, Access access, MemberStore members, MessageStore messages, Typists typists) {
    this.ledger = ledger;
    this.access = access;
    this.members = members;
    this.messages = messages;
    this.typists = typists;
  }

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("chat.receipt", Received.class, Cursors.class)
            .summary("Tells how far the caller has received and read; never goes back.")
            .by(Role.PEOPLE)
            .changes()
            .limit(20, 5)
            .does(this::receipt),
        Method.named("chat.typing", TypingParams.class, None.class)
            .summary("Tells the others in the room that the caller types, or has stopped.")
            .by(Role.PEOPLE)
            .limit(10, 2)
            .does(this::typing));
  }

  private Cursors receipt(Call call, Received params) {
    Room room = access.enter(call, params.room());
    Channel channel = room.channel();
    long head = ledger.head(channel).offset();
    demandReached("delivered", params.delivered(), head);
    demandReached("read", params.read(), head);
    if (params.delivered() == null && params.read() == null) {
      throw BellhopException.invalid("read", "give delivered, read or both");
    }
    Sender person = room.seen(call.principal());
    Optional<RoomMember> before = members.find(channel, person.id());
    RoomMember now = advanced(person, before, params);
    Cursors cursors = new Cursors(now.delivered(), now.read());
    if (before.filter(now::equals).isPresent()) {
      return cursors;
    }
    // Who comes to an open room has not left unread what was said there before.
    boolean came = before.filter(member -> member.delivered() > 0).isPresent();
    boolean comes = room.kind() == RoomKind.OPEN && !came && params.read() == null;
    long number = messages.numberAt(channel, comes ? head : now.read());
    boolean told = !members.exceeds(channel, MOST_TOLD);
    return ledger.write(
        call.once(Cursors.class),
        tx -> {
          access.confirm(tx, room, call.principal());
          members.onRead(tx, channel, now, number);
          if (told) {
            Receipt data = new Receipt(now.id(), now.delivered(), now.read());
            tx.append(channel, "receipt", data, now.id());
          }
          return cursors;
        });
  }

  private static RoomMember advanced(Sender person, Optional<RoomMember> before, Received params) {
    long read = Math.max(orZero(params.read()), before.map(RoomMember::read).orElse(0L));
    long delivered =
        Math.max(orZero(params.delivered()), before.map(RoomMember::delivered).orElse(0L));
    return new RoomMember(
        person.id(), person.role(), person.name(), Math.max(delivered, read), read);
  }

  private static long orZero(@Nullable Long offset) {
    return offset == null ? 0 : offset;
  }

  private static void demandReached(String field, @Nullable Long offset, long head) {
    if (offset != null && offset > head) {
      throw BellhopException.invalid(field, "the room has nothing there yet");
    }
  }

  private None typing(Call call, TypingParams params) {
    Room room = access.enter(call, params.room());
    typists.set(room.channel(), room.seen(call.principal()), params.typing(), call.now());
    return None.NONE;
  }
}
