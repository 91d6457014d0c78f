package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Tells how old what is said in rooms is: one look-up in an index per room. */
final class OldMessagesStore {
  private static final int PAGE = 200;

  private static final String ROOMS =
      """
      SELECT room.room, room.kind, (SELECT message.at FROM chat_message AS message
        WHERE message.site = room.site AND message.room = room.room
        ORDER BY message.message_offset LIMIT 1) AS oldest
      FROM chat_room AS room WHERE room.site = ? AND room.room > ? ORDER BY room.room LIMIT ?\
      """;

  /**
   * A room with the time of its oldest message.
   *
   * @param oldest far ahead if there is none
   */
  record Aged(Channel channel, RoomKind kind, Instant oldest) {}

  private final SqlLedger ledger;

  OldMessagesStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * At most 200 rooms in the order of their ids.
   *
   * @param after an id; empty for the first page
   */
  List<Aged> rooms(String site, String after) {
    return ledger.query(ROOMS, row -> aged(site, row), site, after, PAGE);
  }

  private static Aged aged(String site, ResultSet row) throws SQLException {
    Instant oldest = Rows.nullableInstant(row, "oldest");
    return new Aged(
        Room.channel(site, row.getString("room")),
        RoomKind.of(row.getString("kind")),
        oldest == null ? Instant.MAX : oldest);
  }
}
