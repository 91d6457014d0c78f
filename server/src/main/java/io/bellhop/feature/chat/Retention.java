package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import java.time.Instant;
import java.util.List;

/**
 * Removes messages that are older than a site keeps them, with all that belongs to them, in
 * transactions of a bounded size. A room's newest message stays as a tombstone of nobody's, so that
 * counting goes on.
 */
final class Retention {
  private static final String KEEPER = "bellhop";

  private final SqlLedger ledger;
  private final OldMessagesStore store;
  private final MessageStore messages;
  private final Eraser eraser;
  private final Poster poster;

  Retention(
      SqlLedger ledger,
      OldMessagesStore store,
      MessageStore messages,
      Eraser eraser,
      Poster poster) {
    this.ledger = ledger;
    this.store = store;
    this.messages = messages;
    this.eraser = eraser;
    this.poster = poster;
  }

  /** Removes what was said before a time in all rooms of a site. Blocks. */
  void expire(String site, Instant before) {
    String after = "";
    List<OldMessagesStore.Aged> page = store.rooms(site, after);
    while (!page.isEmpty()) {
      page.stream()
          .filter(room -> room.oldest().isBefore(before))
          .forEach(room -> expire(room.channel(), room.kind(), before));
      after = page.getLast().channel().id();
      page = store.rooms(site, after);
    }
  }

  /** Removes what was said before a time in a room. Blocks. */
  void expire(Channel room, RoomKind kind, Instant before) {
    boolean more = true;
    while (more) {
      more = ledger.write(tx -> expireSome(tx, room, kind, before));
    }
  }

  /** Whether there may be more. */
  private boolean expireSome(Tx tx, Channel room, RoomKind kind, Instant before) {
    List<Message> page = messages.first(tx, room, RoomEraser.PAGE);
    List<Message> old = page.stream().takeWhile(message -> message.at().isBefore(before)).toList();
    boolean all = old.size() == page.size() && page.size() < RoomEraser.PAGE;
    if (all && !old.isEmpty()) {
      empty(tx, room, kind, old.getLast());
      old = old.subList(0, old.size() - 1);
    } else if (old.size() == page.size() && !old.isEmpty()) {
      // The last of a full page may be the newest of all; the next page tells.
      old = old.subList(0, old.size() - 1);
    }
    eraser.removeQuoted(tx, room, old);
    return page.size() == RoomEraser.PAGE && !old.isEmpty() && !all;
  }

  private void empty(Tx tx, Channel room, RoomKind kind, Message newest) {
    if (newest.kind() == MessageKind.MESSAGE && !newest.from().id().isEmpty()) {
      eraser.disown(tx, room, newest, KEEPER);
      poster.changed(tx, room, kind, newest.by(newest.from().nobody()).saying(""));
    }
  }
}
