package io.bellhop.auth;

import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The tables of staff and of the tokens to set up the first of them. */
public final class StaffStore {
  private final SqlLedger ledger;

  public StaffStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  Optional<Staff> find(String site, String email) {
    return ledger
        .query(
            "SELECT id, email, name, role, password FROM staff WHERE site = ? AND email = ?",
            StaffStore::map,
            site,
            email)
        .stream()
        .findFirst();
  }

  boolean any(String site) {
    return !ledger
        .query("SELECT id FROM staff WHERE site = ? LIMIT 1", row -> row.getString("id"), site)
        .isEmpty();
  }

  void add(Tx tx, String site, Staff staff) {
    SqlTx.of(tx)
        .update(
            """
            INSERT INTO staff (site, id, email, name, role, password, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)\
            """,
            site,
            staff.id(),
            staff.email(),
            staff.name(),
            staff.role().wireName(),
            staff.password(),
            tx.now());
  }

  void changePassword(Tx tx, String site, String id, String from, String to) {
    SqlTx.of(tx)
        .update(
            "UPDATE staff SET password = ? WHERE site = ? AND id = ? AND password = ?",
            to,
            site,
            id,
            from);
  }

  /** Puts a setup token in the place of any earlier one. */
  void putSetup(Tx tx, String site, String hash, Instant expires) {
    SqlTx sql = SqlTx.of(tx);
    sql.update("DELETE FROM staff_setup WHERE site = ?", site);
    sql.update(
        "INSERT INTO staff_setup (site, token_hash, expires_at) VALUES (?, ?, ?)",
        site,
        hash,
        expires);
  }

  boolean setupOpen(String site, String hash, Instant now) {
    return !ledger
        .query(
            "SELECT site FROM staff_setup WHERE site = ? AND token_hash = ? AND expires_at > ?",
            row -> row.getString("site"),
            site,
            hash,
            now)
        .isEmpty();
  }

  /** Whether the setup token was good; it is not afterwards. */
  boolean consumeSetup(Tx tx, String site, String hash) {
    return SqlTx.of(tx)
            .update(
                "DELETE FROM staff_setup WHERE site = ? AND token_hash = ? AND expires_at > ?",
                site,
                hash,
                tx.now())
        == 1;
  }

  private static Staff map(ResultSet row) throws SQLException {
    return new Staff(
        row.getString("id"),
        row.getString("email"),
        row.getString("name"),
        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        row.getString("password"));
  }
}
