package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatEvents.Edited;
import io.bellhop.feature.chat.ChatEvents.Reacted;
import io.bellhop.feature.chat.ChatEvents.Receipt;
import io.bellhop.feature.chat.PersonStore.Visited;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Removes a person from a room that stays for others: their messages become tombstones, and nothing
 * that the others wrote names them beside the text.
 */
final class PersonEraser {
  private static final int PAGE = 100;

  private final SqlLedger ledger;
  private final Codec codec;
  private final RoomStore rooms;
  private final PersonStore people;
  private final MessageStore messages;
  private final ReactionStore reactions;
  private final Eraser eraser;
  private final Poster poster;

  PersonEraser(
      SqlLedger ledger,
      Codec codec,
      RoomStore rooms,
      PersonStore people,
      MessageStore messages,
      ReactionStore reactions,
      Eraser eraser,
      Poster poster) {
    this.ledger = ledger;
    this.codec = codec;
    this.rooms = rooms;
    this.people = people;
    this.messages = messages;
    this.reactions = reactions;
    this.eraser = eraser;
    this.poster = poster;
  }

  /** Blocks. Each transaction is small; one that broke off is taken up by the next call. */
  void erase(Visited room, String person, String by) {
    Channel channel = room.channel();
    eraseMessages(room, person, by);
    eraseReactions(channel, person);
    eraseMentions(channel, person);
    disownEvents(channel, person);
    var _ =
        ledger.write(tx -> {
          people.leaveNoTrace(tx, channel, person);
          return rooms.revoke(tx, channel, person);
        });
  }

  private void eraseMessages(Visited room, String person, String by) {
    long after = 0;
    List<Long> page = messages.concerning(room.channel(), person, after, PAGE);
    while (!page.isEmpty()) {
      eachInOneWrite(page, (tx, offset) -> eraseMessage(tx, room, offset, person, by));
      after = page.getLast();
      page = messages.concerning(room.channel(), person, after, PAGE);
    }
  }

  private void eraseMessage(Tx tx, Visited room, long offset, String person, String by) {
    Channel channel = room.channel();
    Message message =
        messages.find(tx, channel, offset).map(MessageStore.Stored::message).orElse(null);
    if (message == null) {
      return;
    }
    if (message.kind() == MessageKind.NOTICE) {
      eraser.disownNotice(tx, channel, message, person);
    } else if (message.from().id().equals(person)) {
      eraser.disown(tx, channel, message, by);
      Message nobodys = message.by(message.from().nobody());
      poster.changed(tx, channel, room.kind(), nobodys.saying(""));
    }
  }

  private void eraseReactions(Channel room, String person) {
    List<ReactionStore.Given> page = reactions.given(room, person, PAGE);
    while (!page.isEmpty()) {
      eachInOneWrite(page, (tx, given) -> takeBack(tx, room, given, person));
      page = reactions.given(room, person, PAGE);
    }
  }

  private void takeBack(Tx tx, Channel room, ReactionStore.Given given, String person) {
    if (reactions.set(tx, room, given.message(), given.emoji(), person, false)) {
      reactions.recount(tx, room, messages, given);
    }
  }

  private void eraseMentions(Channel room, String person) {
    List<Long> page = people.mentions(room, person, PAGE);
    while (!page.isEmpty()) {
      eachInOneWrite(page, (tx, offset) -> eraser.unmention(tx, room, offset, person));
      page = people.mentions(room, person, PAGE);
    }
  }

  private void disownEvents(Channel room, String person) {
    List<Event> page = ledger.by(room, person, 0, PAGE);
    while (!page.isEmpty()) {
      eachInOneWrite(
          page, (tx, event) -> SqlTx.of(tx).disown(room, event.offset(), nobodys(event)));
      page = ledger.by(room, person, page.getLast().offset(), PAGE);
    }
  }

  /** What an event says when nobody did it. */
  private Object nobodys(Event event) {
    try {
      return switch (event.type()) {
        case "message" -> nobodys(codec.read(event.data(), MessageSent.class));
        case "edited" -> codec.read(event.data(), Edited.class).emptied();
        case "reaction" -> codec.read(event.data(), Reacted.class).by("");
        case "receipt" -> codec.read(event.data(), Receipt.class).of("");
        case "joined", "left" -> codec.read(event.data(), RoomMember.class).nobody();
        case "deleted", "room" -> event.data();
        default -> Json.EMPTY_OBJECT;
      };
    } catch (BellhopException e) {
      return Json.EMPTY_OBJECT;
    }
  }

  private static MessageSent nobodys(MessageSent sent) {
    return sent.kind() == MessageKind.NOTICE
        ? MessageSent.notice(sent.from().nobody(), sent.text(), sent.about())
        : MessageSent.tombstone(sent.from().nobody());
  }

  private <T> void eachInOneWrite(List<T> page, BiConsumer<Tx, T> step) {
    var _ =
        ledger.write(tx -> {
          page.forEach(one -> step.accept(tx, one));
          return page.size();
        });
  }
}
