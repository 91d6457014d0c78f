package io.bellhop.auth;

import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of API keys; of a key itself only its hash is kept. */
public final class ApiKeyStore {
  private record Row(String hash, Principal principal) {}

  private final SqlLedger ledger;

  public ApiKeyStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /** Who holds this key, if it is one and in force. */
  Optional<Principal> find(String text) {
    if (!ApiKey.looksRight(text)) {
      return Optional.empty();
    }
    String hash = Hash.hex(text);
    return ledger
        .query(
            """
            SELECT site, id, name, key_hash, created_at FROM api_key
            WHERE key_hash = ? AND revoked_at IS NULL\
            """,
            ApiKeyStore::holder,
            hash)
        .stream()
        .filter(row -> Hash.same(row.hash, hash))
        .findFirst()
        .map(Row::principal);
  }

  void add(Tx tx, String site, ApiKey key, String text, String creator) {
    SqlTx.of(tx)
        .update(
            """
            INSERT INTO api_key (site, id, name, key_hash, created_at, created_by)
            VALUES (?, ?, ?, ?, ?, ?)\
            """,
            site,
            key.id(),
            key.name(),
            Hash.hex(text),
            key.createdAt(),
            creator);
  }

  int count(Tx tx, String site) {
    return SqlTx.of(tx)
        .query(
            "SELECT COUNT(*) AS keys FROM api_key WHERE site = ? AND revoked_at IS NULL",
            row -> row.getInt("keys"),
            site)
        .getFirst();
  }

  List<ApiKey> list(String site) {
    return ledger.query(
        """
        SELECT id, name, created_at FROM api_key
        WHERE site = ? AND revoked_at IS NULL ORDER BY created_at, id\
        """,
        ApiKeyStore::key,
        site);
  }

  /** Whether there was such a key in force. */
  boolean revoke(Tx tx, String site, String id) {
    return SqlTx.of(tx)
            .update(
                "UPDATE api_key SET revoked_at = ? WHERE site = ? AND id = ? AND revoked_at IS NULL",
                tx.now(),
                site,
                id)
        == 1;
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(row.getString("id"), row.getString("name"), Rows.instant(row, "created_at"));
  }

  private static Row holder(ResultSet row) throws SQLException {
    ApiKey key = key(row);
    return new Row(
        row.getString("key_hash"),
        new Principal(
            row.getString("site"),
            ApiKey.principal(key.id()),
            Role.BACKEND,
            key.name(),
            Instant.MAX,
            key.createdAt(),
            null,
            Map.of()));
  }
}
