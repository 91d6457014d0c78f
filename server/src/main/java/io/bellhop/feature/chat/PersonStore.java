package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What one person has in all rooms of a site: finds and moves their rows. */
final class PersonStore {
  private static final String ROOMS =
      """
      SELECT mine.room, room.kind, room.name, granted.person FROM (
        SELECT room FROM chat_grant WHERE site = ? AND person = ?
        UNION SELECT room FROM chat_member WHERE site = ? AND person = ?
        UNION SELECT room FROM chat_trace WHERE site = ? AND person = ?) AS mine
      JOIN chat_room AS room ON room.site = ? AND room.room = mine.room
      LEFT JOIN chat_grant AS granted ON granted.site = room.site AND granted.room = room.room
        AND granted.person = ?
      WHERE mine.room > ? ORDER BY mine.room LIMIT ?\
      """;

  private static final String GRANTED =
      """
      SELECT room.room, room.kind, room.name, granted.person
      FROM chat_grant AS granted JOIN chat_room AS room
        ON room.site = granted.site AND room.room = granted.room
      WHERE granted.site = ? AND granted.person = ? ORDER BY room.room\
      """;

  private static final String MOVE_MEMBER =
      """
      INSERT INTO chat_member (site, room, person, role, name, delivered, read_offset, read_number,
        mentions)
      SELECT site, room, ?, ?, ?, delivered, read_offset, read_number, mentions FROM chat_member
      WHERE site = ? AND room = ? AND person = ?
      ON CONFLICT (site, room, person) DO UPDATE SET
        delivered = CASE WHEN excluded.delivered > chat_member.delivered
          THEN excluded.delivered ELSE chat_member.delivered END,
        read_offset = CASE WHEN excluded.read_offset > chat_member.read_offset
          THEN excluded.read_offset ELSE chat_member.read_offset END,
        read_number = CASE WHEN excluded.read_number > chat_member.read_number
          THEN excluded.read_number ELSE chat_member.read_number END\
      """;

  /** A client id that both have used in the room can be only one's. */
  private static final String FREE_CLIENT_IDS =
      """
      UPDATE chat_message SET client_id = NULL, body_hash = NULL
      WHERE site = ? AND room = ? AND sender = ? AND client_id IN (SELECT client_id
        FROM chat_message WHERE site = ? AND room = ? AND sender = ? AND client_id IS NOT NULL)\
      """;

  /**
   * A room where a person has left something.
   *
   * @param granted whether they were let in, as the customer of a conversation or a member
   */
  record Visited(Channel channel, RoomKind kind, String name, boolean granted) {
    /** Whether the person is the one whom the room is about. */
    boolean isOwn() {
      return granted && kind == RoomKind.CONVERSATION;
    }
  }

  private final SqlLedger ledger;

  PersonStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Where a person was or is, in the order of the rooms' ids.
   *
   * @param after an id; empty for the first page
   */
  List<Visited> rooms(String site, String person, String after, int limit) {
    return ledger.query(
        ROOMS,
        row -> visited(site, row),
        site,
        person,
        site,
        person,
        site,
        person,
        site,
        person,
        after,
        limit);
  }

  /** The rooms that a person was let into. */
  List<Visited> granted(Tx tx, String site, String person) {
    return SqlTx.of(tx).query(GRANTED, row -> visited(site, row), site, person);
  }

  private static Visited visited(String site, ResultSet row) throws SQLException {
    return new Visited(
        Room.channel(site, row.getString(1)),
        RoomKind.of(row.getString(2)),
        row.getString(3),
        row.getString(4) != null);
  }

  /** Remembers that somebody left something in a room, so that it can be found. */
  static void trace(Tx tx, Channel room, String person) {
    SqlTx.of(tx)
        .insert(
            """
            INSERT INTO chat_trace (site, person, room) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING\
            """,
            room.site(),
            person,
            room.id());
  }

  /** Nothing in the room is theirs any more. */
  void leaveNoTrace(Tx tx, Channel room, String person) {
    SqlTx sql = SqlTx.of(tx);
    for (String table : List.of("chat_member", "chat_trace")) {
      sql.update(
          "DELETE FROM " + table + " WHERE site = ? AND room = ? AND person = ?",
          room.site(),
          room.id(),
          person);
    }
  }

  /** The offsets of messages that mention a person. */
  List<Long> mentions(Channel room, String person, int limit) {
    return ledger.query(
        """
        SELECT message_offset FROM chat_mention
        WHERE site = ? AND room = ? AND person = ? ORDER BY message_offset LIMIT ?\
        """,
        row -> row.getLong(1),
        room.site(),
        room.id(),
        person,
        limit);
  }

  /** Gives messages and cursors of a room to somebody else. */
  void hand(Tx tx, Channel room, String from, Sender to) {
    SqlTx sql = SqlTx.of(tx);
    String site = room.site();
    String id = room.id();
    sql.update(FREE_CLIENT_IDS, site, id, from, site, id, to.id());
    sql.update(
        """
        UPDATE chat_message SET sender = ?, sender_role = ?, sender_name = ?
        WHERE site = ? AND room = ? AND sender = ?\
        """,
        to.id(),
        to.role(),
        to.name(),
        site,
        id,
        from);
    sql.update(MOVE_MEMBER, to.id(), to.role(), to.name(), site, id, from);
  }
}
