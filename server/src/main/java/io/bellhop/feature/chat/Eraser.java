package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatEvents.Deleted;
import io.bellhop.feature.chat.ChatEvents.Edited;
import io.bellhop.feature.chat.ChatEvents.Mentioned;
import io.bellhop.sql.SqlTx;
import java.util.List;

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

  Eraser(
      MessageStore messages,
      RevisionStore revisions,
      ReactionStore reactions,
      MemberStore members,
      Attachments attachments) {
    this.messages = messages;
    this.revisions = revisions;
    this.reactions = reactions;
    this.members = members;
    this.attachments = attachments;
  }

  /** Leaves a tombstone, and tells the room. */
  void erase(Tx tx, Channel room, Message message, String actor) {
    long offset = message.offset();
    members.mentioned(tx, room, offset).forEach(told -> unmention(tx, room, message, told));
    redact(tx, room, message);
    if (!message.files().isEmpty()) {
      attachments.remove(tx, room, message.files().stream().map(Attachment::file).toList());
    }
    revisions.removeAll(tx, room, offset);
    reactions.removeAll(tx, room, offset);
    messages.erase(tx, room, offset);
    tx.append(room, "deleted", new Deleted(offset), actor);
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
    SqlTx.of(tx)
        .redact(
            new Channel(room.site(), ChatEvents.USER + ":" + told.person()),
            told.offset(),
            new Mentioned(room.id(), message.offset(), message.from(), ""));
  }
}
