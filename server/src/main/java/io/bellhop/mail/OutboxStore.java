package io.bellhop.mail;

import io.bellhop.engine.Tx;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The table of mail. */
final class OutboxStore {
  /** How long it is known for whom a message was, so that they can be counted. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final String DUE =
      """
      SELECT id, sender, recipient, subject, text, html, state, attempts, at FROM mail
      WHERE due_at <= ? ORDER BY due_at LIMIT ?\
      """;

  private static final String CLAIM =
      """
      UPDATE mail SET attempts = attempts + 1, due_at = ?
      WHERE id = ? AND state = 'waiting' AND attempts = ?\
      """;

  private static final String END =
      """
      UPDATE mail SET state = ?, due_at = ?, sender = '', subject = '', text = '', html = ''
      WHERE id = ?\
      """;

  /**
   * A message that is due.
   *
   * @param over whether it was sent or given up, and is to be forgotten
   */
  record Due(String id, Mail mail, boolean over, int attempts, Instant at) {}

  /** What is kept about a person's mail. */
  record Kept(String to, String subject, Instant at) {}

  private final SqlLedger ledger;

  OutboxStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  void put(Tx tx, String id, String site, String person, Mail mail) {
    SqlTx.of(tx)
        .insert(
            """
            INSERT INTO mail (id, site, person, sender, recipient, subject, text, html, state,
              attempts, at, due_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?)\
            """,
            id,
            site,
            person,
            mail.sender(),
            mail.to(),
            mail.subject(),
            mail.text(),
            mail.html(),
            tx.now(),
            tx.now());
  }

  int countAbout(Tx tx, String site, String person, Instant since) {
    return count(
        tx,
        "SELECT COUNT(*) FROM mail WHERE site = ? AND person = ? AND at > ?",
        site,
        person,
        since);
  }

  int countTo(Tx tx, String site, String address, Instant since) {
    return count(
        tx,
        "SELECT COUNT(*) FROM mail WHERE site = ? AND recipient = ? AND at > ?",
        site,
        address,
        since);
  }

  private static int count(Tx tx, String sql, String site, String whose, Instant since) {
    return SqlTx.of(tx).query(sql, row -> row.getInt(1), site, whose, since).getFirst();
  }

  /** What is to be done, the longest due first. */
  List<Due> due(Instant now, int limit) {
    return ledger.query(DUE, OutboxStore::due, now, limit);
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        row.getString("id"),
        new Mail(
            row.getString("sender"),
            row.getString("recipient"),
            row.getString("subject"),
            row.getString("text"),
            row.getString("html")),
        !row.getString("state").equals("waiting"),
        row.getInt("attempts"),
        Rows.instant(row, "at"));
  }

  /** Takes a message for sending, before others of this or another server do. */
  boolean claim(Tx tx, Due due, Instant until) {
    return SqlTx.of(tx).update(CLAIM, until, due.id(), due.attempts()) == 1;
  }

  void postpone(Tx tx, Due due, Instant until) {
    SqlTx.of(tx).update("UPDATE mail SET due_at = ? WHERE id = ?", until, due.id());
  }

  /** It was sent or given up; what it said is not kept. */
  void end(Tx tx, Due due, boolean sent) {
    SqlTx.of(tx).update(END, sent ? "sent" : "failed", tx.now().plus(KEPT), due.id());
  }

  void forget(Tx tx, Due due) {
    SqlTx.of(tx).update("DELETE FROM mail WHERE id = ? AND state <> 'waiting'", due.id());
  }

  // ---- people

  List<Kept> of(String site, String person, int limit) {
    return ledger.query(
        "SELECT recipient, subject, at FROM mail WHERE site = ? AND person = ? ORDER BY at LIMIT ?",
        row -> new Kept(row.getString(1), row.getString(2), Rows.instant(row, "at")),
        site,
        person,
        limit);
  }

  int erase(Tx tx, String site, String person) {
    return SqlTx.of(tx).update("DELETE FROM mail WHERE site = ? AND person = ?", site, person);
  }

  int hand(Tx tx, String site, String from, String to) {
    return SqlTx.of(tx)
        .update("UPDATE mail SET person = ? WHERE site = ? AND person = ?", to, site, from);
  }
}
