package io.bellhop.feature.desk;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.List;

/** The table of canned replies. */
final class ReplyStore {
  /** How many a site may have. */
  static final int MOST = 500;

  private final SqlLedger ledger;

  ReplyStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  List<ReplyMethods.Reply> list(String site) {
    return ledger.query(
        "SELECT shortcut, text FROM desk_reply WHERE site = ? ORDER BY shortcut LIMIT " + MOST,
        row -> new ReplyMethods.Reply(row.getString("shortcut"), row.getString("text")),
        site);
  }

  int count(Tx tx, String site) {
    return SqlTx.of(tx)
        .query(
            "SELECT COUNT(*) AS saved FROM desk_reply WHERE site = ?",
            row -> row.getInt("saved"),
            site)
        .getFirst();
  }

  void insert(Tx tx, String site, ReplyMethods.Reply reply) {
    SqlTx.of(tx)
        .update(
            "INSERT INTO desk_reply (site, shortcut, text) VALUES (?, ?, ?)",
            site,
            reply.shortcut(),
            reply.text());
  }

  /** Whether there was one. */
  boolean delete(Tx tx, String site, String shortcut) {
    return SqlTx.of(tx)
            .update("DELETE FROM desk_reply WHERE site = ? AND shortcut = ?", site, shortcut)
        == 1;
  }
}
