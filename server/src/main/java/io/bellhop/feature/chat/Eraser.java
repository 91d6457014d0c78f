package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatEvents.Deleted;
import io.bellhop.feature.chat.ChatEvents.Edited;
import io.bellhop.feature.chat.ChatEvents.Mentioned;
import io.bellhop.feature.chat.Message.Mention;
import io.bellhop.feature.chat.MessageStore.Stored;
import io.bellhop.sql.SqlTx;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Deletes messages: what they said is gone from the rows, and from the events that are kept for
 * those who were away.
 */
final class Eraser {
  private final MessageStore messages;
  private final RevisionStore revisions;
  private final ReactionStore reactions;
  private final MemberStore members;
  private final Attachments attachments;
  private final SearchStore search;

  Eraser(
      MessageStore messages,
      RevisionStore revisions,
      ReactionStore reactions,
      MemberStore members,
      Attachments attachments,
      SearchStore search) {
    this.messages = messages;
    this.revisions = revisions;
    this.reactions = reactions;
    this.members = members;
    this.attachments = attachments;
    this.search = search;
  }

  /** Leaves a tombstone, and tells the room. */
  void erase(Tx tx, Channel room, Message message, String actor) {
    long offset = message.offset();
    members.mentioned(tx, room, offset).forEach(told -> unmention(tx, room, message, told));
    redact(tx, room, message);
    removeFiles(tx, room, message);
    revisions.removeAll(tx, room, offset);
    reactions.removeAll(tx, room, offset);
    messages.erase(tx, room, offset);
    tx.append(room, "deleted", new Deleted(offset), actor);
  }

  private void removeFiles(Tx tx, Channel room, Message message) {
    if (!message.files().isEmpty()) {
      attachments.remove(tx, room, message.files().stream().map(Attachment::file).toList());
    }
  }

  /** As {@link #erase}, and nobody wrote it. */
  void disown(Tx tx, Channel room, Message message, String actor) {
    Message nobodys = message.by(message.from().nobody());
    messages.disown(tx, room, message.offset());
    if (message.deleted() == null) {
      search.id(tx, room, message.offset()).ifPresent(id -> search.remove(tx, id));
      erase(tx, room, nobodys, actor);
    } else {
      redact(tx, room, nobodys);
    }
    SqlTx.of(tx).disown(room, message.offset(), MessageSent.tombstone(nobodys.from()));
  }

  /** A notice that a person gave, or that is about them, names nobody. */
  void disownNotice(Tx tx, Channel room, Message notice, String person) {
    Sender from = without(notice.from(), person);
    Sender about = notice.about() == null ? null : without(notice.about(), person);
    MessageSent now = MessageSent.notice(from, notice.text(), about);
    if (!from.equals(notice.from())) {
      messages.disown(tx, room, notice.offset());
      SqlTx.of(tx).disown(room, notice.offset(), now);
    }
    if (!Objects.equals(about, notice.about())) {
      messages.change(tx, room, notice.offset(), Details.NONE.about(about));
      SqlTx.of(tx).redact(room, notice.offset(), now);
    }
  }

  private static Sender without(Sender sender, String person) {
    return sender.id().equals(person) ? sender.nobody() : sender;
  }

  /** As {@link #remove}, and those that answer them no longer quote them. */
  void removeQuoted(Tx tx, Channel room, List<Message> oldest) {
    for (Message message : oldest) {
      for (Message reply : messages.replies(tx, room, message.offset())) {
        SqlTx.of(tx).redact(room, reply.offset(), MessageSent.withoutQuote(reply));
      }
    }
    remove(tx, room, oldest);
  }

  /** Removes the oldest messages of a room; no tombstones stay, and the room is not told. */
  void remove(Tx tx, Channel room, List<Message> oldest) {
    for (Message message : oldest) {
      members
          .mentioned(tx, room, message.offset())
          .forEach(told -> silence(tx, room, message, told));
      removeFiles(tx, room, message);
    }
    if (!oldest.isEmpty()) {
      search.removeUpTo(tx, room, oldest.getLast().offset());
      messages.removeUpTo(tx, room, oldest.getLast().offset());
    }
  }

  /** A message of another's mentions somebody no longer, also in its events. */
  void unmention(Tx tx, Channel room, long offset, String person) {
    members.forgetMention(tx, room, person, offset);
    mention(
        tx,
        room,
        offset,
        mentions -> mentions.stream().filter(one -> !one.id().equals(person)).toList());
  }

  /** A message mentions somebody else; what the one was told of it no longer says what. */
  void mentionInstead(Tx tx, Channel room, long offset, String from, Sender to) {
    messages
        .find(tx, room, offset)
        .ifPresent(stored ->
            members.mentioned(tx, room, offset).stream()
                .filter(told -> told.person().equals(from))
                .forEach(told -> silence(tx, room, stored.message(), told)));
    members.handMention(tx, room, offset, from, to.id());
    Mention other = new Mention(to.id(), to.name());
    mention(
        tx,
        room,
        offset,
        mentions ->
            mentions.stream().map(one -> one.id().equals(from) ? other : one).distinct().toList());
  }

  private void mention(Tx tx, Channel room, long offset, UnaryOperator<List<Mention>> change) {
    Stored stored = messages.find(tx, room, offset).orElse(null);
    if (stored == null || stored.message().deleted() != null) {
      return;
    }
    SqlTx sql = SqlTx.of(tx);
    List<Mention> now = change.apply(stored.details().mentions());
    messages.change(tx, room, offset, stored.details().mentioning(now));
    Message message = stored.message().mentioning(now);
    sql.redact(room, offset, MessageSent.of(message));
    for (long edit : revisions.edits(tx, room, offset)) {
      sql.redact(
          room,
          edit,
          new Edited(offset, message.text(), message.sealed(), now, message.links(), tx.now()));
    }
  }

  private void redact(Tx tx, Channel room, Message message) {
    SqlTx sql = SqlTx.of(tx);
    long offset = message.offset();
    sql.redact(room, offset, MessageSent.tombstone(message.from()));
    for (long edit : revisions.edits(tx, room, offset)) {
      Edited nothing = new Edited(offset, "", null, List.of(), List.of(), tx.now());
      sql.redact(room, edit, nothing);
    }
    for (Message reply : messages.replies(tx, room, offset)) {
      sql.redact(room, reply.offset(), MessageSent.withoutQuote(reply));
    }
  }

  /** Somebody is no longer mentioned by a message; what they were told no longer says what. */
  void unmention(Tx tx, Channel room, Message message, MemberStore.Told told) {
    members.forgetMention(tx, room, told.person(), message.offset());
    silence(tx, room, message, told);
  }

  private static void silence(Tx tx, Channel room, Message message, MemberStore.Told told) {
    SqlTx.of(tx)
        .disown(
            new Channel(room.site(), ChatEvents.USER + ":" + told.person()),
            told.offset(),
            new Mentioned(room.id(), message.offset(), message.from().nobody(), ""));
  }
}
