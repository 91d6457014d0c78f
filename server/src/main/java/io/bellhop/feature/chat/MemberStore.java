package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of those who are or were in rooms, with their cursors. */
final class MemberStore {
  static final String PAGE =
      """
      SELECT person, role, name, delivered, read_offset FROM chat_member
      WHERE site = ? AND room = ? AND person > ? ORDER BY person LIMIT ?\
      """;

  private static final String ONE =
      """
      SELECT person, role, name, delivered, read_offset FROM chat_member
      WHERE site = ? AND room = ? AND person = ?\
      """;

  /** A member who comes has read what was there before. */
  private static final String JOIN =
      """
      INSERT INTO chat_member (site, room, person, role, name, delivered, read_offset, read_number,
        mentions)
      SELECT activity.site, activity.room, ?, ?, ?, activity.last_offset, activity.last_offset,
        COALESCE(newest.number, 0), 0
      FROM chat_activity AS activity LEFT JOIN chat_message AS newest
        ON newest.site = activity.site AND newest.room = activity.room
          AND newest.message_offset = activity.last_offset
      WHERE activity.site = ? AND activity.room = ?
      ON CONFLICT (site, room, person) DO UPDATE SET role = excluded.role, name = excluded.name\
      """;

  private static final String SENT =
      """
      INSERT INTO chat_member (site, room, person, role, name, delivered, read_offset, read_number,
        mentions)
      SELECT site, room, ?, ?, ?, message_offset, message_offset, number, 0 FROM chat_message
      WHERE site = ? AND room = ? AND message_offset = ?
      ON CONFLICT (site, room, person) DO UPDATE SET role = excluded.role, name = excluded.name,
        delivered = excluded.delivered, read_offset = excluded.read_offset,
        read_number = excluded.read_number, mentions = 0\
      """;

  private static final String READ =
      """
      INSERT INTO chat_member (site, room, person, role, name, delivered, read_offset, read_number,
        mentions)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, 0 WHERE 1 = 1
      ON CONFLICT (site, room, person) DO UPDATE SET role = excluded.role, name = excluded.name,
        delivered = CASE WHEN excluded.delivered > chat_member.delivered
          THEN excluded.delivered ELSE chat_member.delivered END,
        read_offset = CASE WHEN excluded.read_offset > chat_member.read_offset
          THEN excluded.read_offset ELSE chat_member.read_offset END,
        read_number = CASE WHEN excluded.read_number > chat_member.read_number
          THEN excluded.read_number ELSE chat_member.read_number END\
      """;

  /** Counts those above the cursor, so that it is right whatever came before it in the batch. */
  private static final String COUNT_MENTIONS =
      """
      INSERT INTO chat_member (site, room, person, role, name, delivered, read_offset, read_number,
        mentions)
      SELECT ?, ?, ?, ?, ?, 0, 0, 0, (SELECT COUNT(*) FROM chat_mention
        WHERE site = ? AND room = ? AND person = ?)
      WHERE 1 = 1
      ON CONFLICT (site, room, person) DO UPDATE SET mentions = (SELECT COUNT(*) FROM chat_mention
        WHERE chat_mention.site = chat_member.site AND chat_mention.room = chat_member.room
          AND chat_mention.person = chat_member.person
          AND chat_mention.message_offset > chat_member.read_offset)\
      """;

  private static final String RECOUNT_MENTIONS =
      """
      UPDATE chat_member SET mentions = (SELECT COUNT(*) FROM chat_mention
        WHERE chat_mention.site = chat_member.site AND chat_mention.room = chat_member.room
          AND chat_mention.person = chat_member.person
          AND chat_mention.message_offset > chat_member.read_offset)
      WHERE site = ? AND room = ? AND person = ?\
      """;

  /** Members are looked at so many at a time where part of a name is looked for. */
  private static final int LOOKED_AT = 1_000;

  private final SqlLedger ledger;

  MemberStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Members in the order of their ids. Names are compared here, as what a database takes for the
   * same letter depends on which it is.
   *
   * @param after an id; empty for the first page
   * @param text part of their name; empty for all
   */
  List<RoomMember> page(Channel room, String text, String after, int limit) {
    if (text.isEmpty()) {
      return page(room, after, limit);
    }
    String wanted = Words.folded(text);
    List<RoomMember> found = new ArrayList<>();
    List<RoomMember> looked;
    String from = after;
    do {
      looked = page(room, from, LOOKED_AT);
      looked.stream()
          .filter(member -> Words.folded(member.name()).contains(wanted))
          .forEach(found::add);
      from = looked.isEmpty() ? from : looked.getLast().id();
    } while (looked.size() == LOOKED_AT && found.size() < limit);
    return found.subList(0, Math.min(limit, found.size()));
  }

  private List<RoomMember> page(Channel room, String after, int limit) {
    return ledger.query(PAGE, MemberStore::member, room.site(), room.id(), after, limit);
  }

  Optional<RoomMember> find(Channel room, String person) {
    return ledger.query(ONE, MemberStore::member, room.site(), room.id(), person).stream()
        .findFirst();
  }

  Optional<RoomMember> find(Tx tx, Channel room, String person) {
    return SqlTx.of(tx).query(ONE, MemberStore::member, room.site(), room.id(), person).stream()
        .findFirst();
  }

  private static RoomMember member(ResultSet row) throws SQLException {
    return new RoomMember(
        row.getString("person"),
        row.getString("role"),
        row.getString("name"),
        row.getLong("delivered"),
        row.getLong("read_offset"));
  }

  /** What a person was called in any room of the site. */
  Optional<Sender> known(String site, String person) {
    return ledger
        .query(
            "SELECT role, name FROM chat_member WHERE site = ? AND person = ? LIMIT 1",
            row -> new Sender(person, row.getString(1), row.getString(2)),
            site,
            person)
        .stream()
        .findFirst();
  }

  /** Whether more than so many are in the room. */
  boolean exceeds(Channel room, int count) {
    return !ledger
        .query(
            "SELECT 1 FROM chat_member WHERE site = ? AND room = ? ORDER BY person LIMIT 1 OFFSET ?",
            _ -> true,
            room.site(),
            room.id(),
            count)
        .isEmpty();
  }

  void join(Tx tx, Channel room, Sender person) {
    SqlTx.of(tx).update(JOIN, person.id(), person.role(), person.name(), room.site(), room.id());
  }

  void leave(Tx tx, Channel room, String person) {
    SqlTx.of(tx)
        .update(
            "DELETE FROM chat_member WHERE site = ? AND room = ? AND person = ?",
            room.site(),
            room.id(),
            person);
  }

  /** Moves a sender's cursors to the message, after that was inserted. */
  void onSent(Tx tx, Channel room, Sender from, long offset) {
    SqlTx.of(tx).insert(SENT, from.id(), from.role(), from.name(), room.site(), room.id(), offset);
  }

  /** Moves cursors forwards; never back. */
  void onRead(Tx tx, Channel room, RoomMember now, long number) {
    SqlTx.of(tx)
        .insert(
            READ,
            room.site(),
            room.id(),
            now.id(),
            now.role(),
            now.name(),
            now.delivered(),
            now.read(),
            number);
    countMentions(tx, room, now.person());
  }

  /** Remembers a mention. */
  void mention(Tx tx, Channel room, Sender person, long offset, long toldOffset) {
    SqlTx.of(tx)
        .insert(
            """
            INSERT INTO chat_mention (site, room, person, message_offset, told_offset)
            VALUES (?, ?, ?, ?, ?)\
            """,
            room.site(),
            room.id(),
            person.id(),
            offset,
            toldOffset);
    countMentions(tx, room, person);
  }

  /** Whom a message mentions, and where each was told. */
  List<Told> mentioned(Tx tx, Channel room, long offset) {
    return SqlTx.of(tx)
        .query(
            """
            SELECT person, told_offset FROM chat_mention
            WHERE site = ? AND room = ? AND message_offset = ?\
            """,
            row -> new Told(row.getString(1), row.getLong(2)),
            room.site(),
            room.id(),
            offset);
  }

  /** Somebody who was told of a mention, by an event of their own channel. */
  record Told(String person, long offset) {}

  /** The offsets of the messages of a room that mention somebody. */
  List<Long> mentionsOf(Tx tx, Channel room, String person) {
    return SqlTx.of(tx)
        .query(
            "SELECT message_offset FROM chat_mention WHERE site = ? AND room = ? AND person = ?",
            row -> row.getLong(1),
            room.site(),
            room.id(),
            person);
  }

  /** A mention is somebody else's, who was not told of it. */
  void handMention(Tx tx, Channel room, long offset, String from, String to) {
    SqlTx.of(tx)
        .update(
            """
            INSERT INTO chat_mention (site, room, person, message_offset, told_offset)
            VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING\
            """,
            room.site(),
            room.id(),
            to,
            offset);
    forgetMention(tx, room, from, offset);
  }

  void recountMentions(Tx tx, Channel room, String person) {
    SqlTx.of(tx).update(RECOUNT_MENTIONS, room.site(), room.id(), person);
  }

  void forgetMention(Tx tx, Channel room, String person, long offset) {
    SqlTx.of(tx)
        .update(
            """
            DELETE FROM chat_mention
            WHERE site = ? AND room = ? AND person = ? AND message_offset = ?\
            """,
            room.site(),
            room.id(),
            person,
            offset);
    recountMentions(tx, room, person);
  }

  /** For somebody who has a row, the name and role stay. */
  private static void countMentions(Tx tx, Channel room, Sender person) {
    SqlTx.of(tx)
        .insert(
            COUNT_MENTIONS,
            room.site(),
            room.id(),
            person.id(),
            person.role(),
            person.name(),
            room.site(),
            room.id(),
            person.id());
  }
}
