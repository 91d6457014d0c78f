package io.bellhop.auth;

import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of staff and of the tokens with which they set themselves up. */
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

  /** Adds one to a site that has none; two servers that start at once add one between them. */
  void addFirst(Tx tx, String site, Staff staff) {
    SqlTx.of(tx)
        .update(
            """
            INSERT INTO staff (site, id, email, name, role, password, created_at)
            SELECT ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM staff WHERE site = ?)
            ON CONFLICT DO NOTHING\
            """,
            site,
            staff.id(),
            staff.email(),
            staff.name(),
            staff.role().wireName(),
            staff.password(),
            tx.now(),
            site);
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

  List<Staff> list(String site) {
    return ledger.query(
        "SELECT id, email, name, role, password FROM staff WHERE site = ? ORDER BY name, id LIMIT 1000",
        StaffStore::map,
        site);
  }

  /** Whether there was such a one. */
  boolean changeRole(Tx tx, String site, String id, Role role) {
    return SqlTx.of(tx)
            .update(
                "UPDATE staff SET role = ? WHERE site = ? AND id = ?", role.wireName(), site, id)
        == 1;
  }

  /** Whether there was such a one. */
  boolean remove(Tx tx, String site, String id) {
    return SqlTx.of(tx).update("DELETE FROM staff WHERE site = ? AND id = ?", site, id) == 1;
  }

  /** Withdraws all setup tokens. */
  void forgetSetups(Tx tx, String site) {
    SqlTx.of(tx).update("DELETE FROM staff_setup WHERE site = ?", site);
  }

  void addSetup(Tx tx, String site, String hash, Role role, Instant expires) {
    SqlTx.of(tx)
        .update(
            "INSERT INTO staff_setup (site, token_hash, role, expires_at) VALUES (?, ?, ?, ?)",
            site,
            hash,
            role.wireName(),
            expires);
  }

  /** Adds the one that a start makes, in the place of that of an earlier start. */
  void addSetupAtStart(Tx tx, String site, String hash, Instant expires) {
    SqlTx.of(tx)
        .update(
            """
            INSERT INTO staff_setup (site, token_hash, role, expires_at, at_start)
            VALUES (?, ?, ?, ?, 1)
            ON CONFLICT (site) WHERE at_start = 1
            DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at\
            """,
            site,
            hash,
            Role.MANAGER.wireName(),
            expires);
  }

  int setups(Tx tx, String site) {
    SqlTx.of(tx)
        .update("DELETE FROM staff_setup WHERE site = ? AND expires_at <= ?", site, tx.now());
    return SqlTx.of(tx)
        .query(
            "SELECT COUNT(*) AS open FROM staff_setup WHERE site = ?",
            row -> row.getInt("open"),
            site)
        .getFirst();
  }

  /** What a setup token makes of its bearer, if it is good. */
  Optional<Role> setup(String site, String hash, Instant now) {
    return ledger
        .query(
            "SELECT role FROM staff_setup WHERE site = ? AND token_hash = ? AND expires_at > ?",
            row -> role(row.getString("role")),
            site,
            hash,
            now)
        .stream()
        .findFirst();
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
        role(row.getString("role")),
        row.getString("password"));
  }

  private static Role role(String word) {
    return Role.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
