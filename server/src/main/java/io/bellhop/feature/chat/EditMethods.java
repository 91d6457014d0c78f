package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Size;
import io.bellhop.engine.schema.Text;
import io.bellhop.feature.chat.ChatEvents.Edited;
import io.bellhop.feature.chat.Message.Mention;
import io.bellhop.feature.chat.MessageStore.Stored;
import io.bellhop.feature.chat.RevisionStore.Revision;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code chat.edit}, {@code chat.revisions} and {@code chat.delete}. */
final class EditMethods {
  private static final int MOST_EDITS = 100;

  record Edit(
      @Text(max = 96, pattern = Room.ID) String room,
      @Range(min = 1) long message,
      @Nullable @Text(max = MessageMethods.LONGEST_TEXT) String text,
      @Nullable @Size(max = 50) List<@Text(max = 64) String> mentions,
      @Nullable Sealed sealed) {}

  record MessageParams(
      @Text(max = 96, pattern = Room.ID) String room, @Range(min = 1) long message) {}

  /** What it said, oldest first; the last is what it says now. */
  record Revisions(List<Revision> revisions) {}

  private final Ledger ledger;
  private final Access access;
  private final MessageStore messages;
  private final RevisionStore revisions;
  private final MemberStore members;
  private final Mentions mentions;
  private final Poster poster;
  private final Eraser eraser;

  EditMethods(
      Ledger ledger,
      Access access,
      MessageStore messages,
      RevisionStore revisions,
      MemberStore members,
      Mentions mentions,
      Poster poster,
      Eraser eraser) {
    this.ledger = ledger;
    this.access = access;
    this.messages = messages;
    this.revisions = revisions;
    this.members = members;
    this.mentions = mentions;
    this.poster = poster;
    this.eraser = eraser;
  }

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("chat.edit", Edit.class, None.class)
            .summary("Changes what a message of the caller's own says.")
            .by(Role.PEOPLE)
            .changes()
            .limit(20, 5)
            .does(this::edit),
        Method.named("chat.revisions", MessageParams.class, Revisions.class)
            .summary("Tells what a message said before; for its author and staff.")
            .does(this::revisions),
        Method.named("chat.delete", MessageParams.class, None.class)
            .summary("Deletes a message with all that it ever said; a tombstone stays.")
            .by(Role.PEOPLE)
            .changes()
            .limit(20, 5)
            .does(this::delete));
  }

  private None edit(Call call, Edit params) {
    Room room = access.enter(call, params.room());
    demandContent(room, params);
    Sender author = room.seen(call.principal());
    List<Sender> mentioned = mentions.of(room, author, params.mentions());
    return ledger.write(
        call.once(None.class),
        tx -> {
          access.confirm(tx, room, call.principal());
          Stored before = find(tx, room.channel(), params.message());
          demandOwn(before.message(), author);
          change(tx, room, before, params, mentioned);
          return None.NONE;
        });
  }

  private static void demandContent(Room room, Edit params) {
    boolean sealed = params.sealed() != null && params.text() == null;
    boolean plain = params.sealed() == null && params.text() != null;
    if (room.encrypted() ? !sealed : !plain) {
      String field = room.encrypted() ? "sealed" : "text";
      throw BellhopException.invalid(field, "this room's messages are made of " + field);
    }
  }

  private static void demandOwn(Message message, Sender author) {
    if (!message.from().id().equals(author.id())) {
      throw new BellhopException(ErrorCode.FORBIDDEN, "this message is somebody else's");
    }
    if (message.deleted() != null) {
      throw new BellhopException(ErrorCode.CONFLICT, "this message was deleted");
    }
  }

  private void change(Tx tx, Room room, Stored before, Edit params, List<Sender> mentioned) {
    Channel channel = room.channel();
    Message old = before.message();
    if (revisions.edits(tx, channel, old.offset()).size() >= MOST_EDITS) {
      throw new BellhopException(
          ErrorCode.LIMIT_REACHED, "a message is edited at most " + MOST_EDITS + " times");
    }
    String text = params.text() == null ? "" : params.text();
    List<Mention> names = mentioned.stream().map(p -> new Mention(p.id(), p.name())).toList();
    Edited data = new Edited(old.offset(), text, params.sealed(), names, Links.in(text), tx.now());
    Event event = tx.append(channel, "edited", data, old.from().id());
    Revision revision =
        new Revision(old.text(), old.editedAt() == null ? old.at() : old.editedAt());
    revisions.add(tx, channel, old.offset(), event.offset(), revision);
    Details details =
        new Details(names, before.details().files(), params.sealed(), before.details().about());
    messages.edit(tx, channel, old.offset(), text, details);
    mentionAgain(tx, room, old.saying(text), mentioned);
    poster.changed(tx, channel, room.kind(), old.saying(text));
  }

  /** Tells those who are mentioned now and were not; takes it back from the others. */
  private void mentionAgain(Tx tx, Room room, Message message, List<Sender> mentioned) {
    Set<String> wanted = mentioned.stream().map(Sender::id).collect(Collectors.toSet());
    List<Sender> fresh = new ArrayList<>(mentioned);
    for (MemberStore.Told told : members.mentioned(tx, room.channel(), message.offset())) {
      if (wanted.contains(told.person())) {
        fresh.removeIf(person -> person.id().equals(told.person()));
      } else {
        eraser.unmention(tx, room.channel(), message, told);
      }
    }
    fresh.forEach(person -> poster.tell(tx, room, message, person));
  }

  private Revisions revisions(Call call, MessageParams params) {
    Channel room = access.enter(call, params.room()).channel();
    Message message =
        messages
            .find(room, params.message())
            .map(Stored::message)
            .filter(found -> found.kind() == MessageKind.MESSAGE)
            .orElseThrow(EditMethods::noSuchMessage);
    if (!isOwn(call, message) && !Role.TEAM.contains(call.principal().role())) {
      throw new BellhopException(ErrorCode.FORBIDDEN, "only for its author and staff");
    }
    List<Revision> all = new ArrayList<>(revisions.of(room, message.offset()));
    if (message.deleted() == null) {
      all.add(
          new Revision(
              message.text(), message.editedAt() == null ? message.at() : message.editedAt()));
    }
    return new Revisions(all);
  }

  private None delete(Call call, MessageParams params) {
    Room room = access.enter(call, params.room());
    return ledger.write(
        call.once(None.class),
        tx -> {
          access.confirm(tx, room, call.principal());
          Message message = find(tx, room.channel(), params.message()).message();
          if (!isOwn(call, message) && !oversees(call, room)) {
            throw new BellhopException(ErrorCode.FORBIDDEN, "this message is somebody else's");
          }
          if (message.deleted() == null) {
            eraser.erase(tx, room.channel(), message, call.principal().id());
            poster.changed(tx, room.channel(), room.kind(), message.saying(""));
          }
          return None.NONE;
        });
  }

  private static boolean isOwn(Call call, Message message) {
    return message.from().id().equals(call.principal().id());
  }

  private static boolean oversees(Call call, Room room) {
    return Role.COLLEAGUES.contains(call.principal().role())
        && (room.kind().isWatched() || room.kind() == RoomKind.STAFF);
  }

  private Stored find(Tx tx, Channel room, long offset) {
    return messages
        .find(tx, room, offset)
        .filter(found -> found.message().kind() == MessageKind.MESSAGE)
        .orElseThrow(EditMethods::noSuchMessage);
  }

  static BellhopException noSuchMessage() {
    return new BellhopException(ErrorCode.NOT_FOUND, "no such message");
  }
}
