package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.time.Instant;
import java.util.List;

/** The rows of what messages said before they were edited. */
final class RevisionStore {
  /** What a message said from a time on. */
  record Revision(String text, Instant at) {}

  private final SqlLedger ledger;

  RevisionStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * @param edited the offset of the event that replaced the text
   */
  void add(Tx tx, Channel room, long message, long edited, Revision before) {
    SqlTx.of(tx)
        .insert(
            """
            INSERT INTO chat_revision (site, room, message_offset, revision_offset, text, at)
            VALUES (?, ?, ?, ?, ?, ?)\
            """,
            room.site(),
            room.id(),
            message,
            edited,
            before.text(),
            before.at());
  }

  /** What it said before, oldest first. */
  List<Revision> of(Channel room, long message) {
    return ledger.query(
        """
        SELECT text, at FROM chat_revision WHERE site = ? AND room = ? AND message_offset = ?
        ORDER BY revision_offset\
        """,
        row -> new Revision(row.getString(1), Rows.instant(row, "at")),
        room.site(),
        room.id(),
        message);
  }

  /** The offsets of the events that edited a message. */
  List<Long> edits(Tx tx, Channel room, long message) {
    return SqlTx.of(tx)
        .query(
            """
            SELECT revision_offset FROM chat_revision
            WHERE site = ? AND room = ? AND message_offset = ? ORDER BY revision_offset\
            """,
            row -> row.getLong(1),
            room.site(),
            room.id(),
            message);
  }

  void removeAll(Tx tx, Channel room, long message) {
    SqlTx.of(tx)
        .update(
            "DELETE FROM chat_revision WHERE site = ? AND room = ? AND message_offset = ?",
            room.site(),
            room.id(),
            message);
  }
}
