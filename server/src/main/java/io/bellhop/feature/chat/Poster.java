package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatEvents.Mentioned;
import io.bellhop.feature.chat.Message.Mention;
import io.bellhop.feature.chat.Message.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages: event, row, the room's activity and the sender's cursors, all of them added
 * later with those of other works; so nothing is asked of the database here.
 */
final class Poster {
  private final RoomStore rooms;
  private final MemberStore members;
  private final MessageStore messages;
  private final Attachments attachments;
  private final RoomWatcher watcher;

  /**
   * What is to be written.
   *
   * @param mentions people who may read the room
   * @param files ids of the sender's files
   * @param hash of the request, where there is a client id
   */
  record Draft(
      String text,
      @Nullable String clientId,
      @Nullable Quote replyTo,
      List<Sender> mentions,
      List<String> files,
      @Nullable Sealed sealed,
      @Nullable String hash) {}

  Poster(
      RoomStore rooms,
      MemberStore members,
      MessageStore messages,
      Attachments attachments,
      RoomWatcher watcher) {
    this.rooms = rooms;
    this.members = members;
    this.messages = messages;
    this.attachments = attachments;
    this.watcher = watcher;
  }

  /** Writes what a person says, and tells those who are mentioned. */
  Message post(Tx tx, Room room, Sender from, Draft draft) {
    List<Attachment> files =
        draft.files().isEmpty()
            ? List.of()
            : attachments.bind(tx, from.id(), room.channel(), draft.files());
    MessageSent sent =
        new MessageSent(
            MessageKind.MESSAGE,
            from,
            draft.text(),
            draft.clientId(),
            draft.replyTo(),
            draft.mentions().stream().map(one -> new Mention(one.id(), one.name())).toList(),
            files,
            draft.sealed(),
            Links.in(draft.text()),
            null,
            null);
    Message message = write(tx, room.channel(), from, sent, draft.hash());
    members.onSent(tx, room.channel(), from, message.offset());
    draft.mentions().forEach(person -> tell(tx, room, message, person));
    if (room.kind().isWatched()) {
      watcher.onMessage(tx, room.channel(), room.kind(), message);
    }
    return message;
  }

  /** Writes what happened, as one word. */
  Message notice(Tx tx, Channel room, Sender actor, String word, @Nullable Sender about) {
    PersonStore.trace(tx, room, actor.id());
    if (about != null) {
      PersonStore.trace(tx, room, about.id());
    }
    return write(tx, room, actor, MessageSent.notice(actor, word, about), null);
  }

  /** A message says something else now, or nothing. */
  void changed(Tx tx, Channel room, RoomKind kind, Message now) {
    if (kind.isWatched() && messages.isNewest(tx, room, now.offset())) {
      watcher.onNewestChanged(tx, room, kind, now);
    }
  }

  private Message write(Tx tx, Channel room, Sender from, MessageSent sent, @Nullable String hash) {
    Event event = tx.append(room, "message", sent, from.id());
    messages.insert(tx, event, sent, hash);
    rooms.touch(tx, room, event.offset());
    return sent.at(event.offset(), event.at());
  }

  /** Tells somebody that a message mentions them. */
  void tell(Tx tx, Room room, Message message, Sender person) {
    Mentioned data =
        new Mentioned(room.id(), message.offset(), message.from(), Quotes.shorten(message.text()));
    Channel user = new Channel(room.site(), ChatEvents.USER + ":" + person.id());
    Event told = tx.append(user, "mention", data, message.from().id());
    members.mention(tx, room.channel(), person, message.offset(), told.offset());
  }
}
