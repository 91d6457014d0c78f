package io.bellhop.auth;

import io.bellhop.auth.Revocation.Kind;
import io.bellhop.engine.Tx;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The table of revocations. */
public final class RevocationStore {
  private final SqlLedger ledger;

  public RevocationStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /** Keeps a revocation, and drops those that no longer matter. */
  void put(Tx tx, Revocation revocation) {
    SqlTx sql = SqlTx.of(tx);
    sql.update("DELETE FROM revocation WHERE expires_at < ?", tx.now());
    sql.update(
        """
        INSERT INTO revocation (site, kind, subject, at, expires_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (site, kind, subject) DO UPDATE
        SET at = excluded.at, expires_at = excluded.expires_at\
        """,
        revocation.site(),
        revocation.kind().wireName(),
        revocation.subject(),
        revocation.at(),
        revocation.expires());
  }

  List<Revocation> inForce(Instant now) {
    return ledger.query(
        "SELECT site, kind, subject, at FROM revocation WHERE expires_at >= ?",
        RevocationStore::map,
        now);
  }

  private static Revocation map(ResultSet row) throws SQLException {
    return new Revocation(
        row.getString("site"),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("subject"),
        Rows.instant(row, "at"));
  }
}
