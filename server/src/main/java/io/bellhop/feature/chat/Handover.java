package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.PersonStore.Visited;
import io.bellhop.sql.SqlTx;

/**
 * Gives somebody's rooms to somebody else: who was a guest and is a customer now goes on where they
 * were. The rooms see one leave and the other come.
 */
final class Handover {
  private static final int EVENTS = 10_000;

  private final PersonStore people;
  private final MemberStore members;
  private final MessageStore messages;
  private final ReactionStore reactions;
  private final Eraser eraser;
  private final Rooms rooms;

  Handover(
      PersonStore people,
      MemberStore members,
      MessageStore messages,
      ReactionStore reactions,
      Eraser eraser,
      Rooms rooms) {
    this.people = people;
    this.members = members;
    this.messages = messages;
    this.reactions = reactions;
    this.eraser = eraser;
    this.rooms = rooms;
  }

  void hand(Tx tx, String site, String from, Sender to) {
    // What they were told names them, and what they were called before they signed in.
    SqlTx.of(tx).forget(new Channel(site, ChatEvents.USER + ":" + from), EVENTS);
    for (Visited room : people.granted(tx, site, from)) {
      hand(tx, room, from, to);
    }
  }

  private void hand(Tx tx, Visited room, String from, Sender to) {
    Channel channel = room.channel();
    String site = channel.site();
    people.hand(tx, channel, from, to);
    handReactions(tx, channel, from, to);
    handMentions(tx, channel, from, to);
    rooms.join(tx, site, channel.id(), to);
    rooms.leave(tx, site, channel.id(), from);
    if (room.kind() == RoomKind.CONVERSATION) {
      rooms.rename(tx, site, channel.id(), to.name(), to.id());
      rooms.rename(tx, site, Rooms.notesOf(channel.id()), to.name(), to.id());
    }
  }

  private void handReactions(Tx tx, Channel room, String from, Sender to) {
    for (ReactionStore.Given given : reactions.given(tx, room, from)) {
      reactions.set(tx, room, given.message(), given.emoji(), from, false);
      reactions.set(tx, room, given.message(), given.emoji(), to.id(), true);
      reactions.recount(tx, room, messages, given);
    }
  }

  /** What the one was told of a mention stays theirs, but no longer says what. */
  private void handMentions(Tx tx, Channel room, String from, Sender to) {
    for (long offset : members.mentionsOf(tx, room, from)) {
      eraser.mentionInstead(tx, room, offset, from, to);
    }
    members.recountMentions(tx, room, to.id());
  }
}
