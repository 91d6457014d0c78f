package io.bellhop.feature.file;

import io.bellhop.engine.Tx;
import io.bellhop.feature.file.StoredFile.State;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of files. */
final class FileStore {
  private static final int SECRET_BYTES = 32;
  private static final String COLUMNS =
      "site, id, uploader, name, type, sent_as, size, state, width, height, thumbnail,"
          + " thumbnail_size, channel, begun_at";
  private static final String FIND = "SELECT " + COLUMNS + " FROM file WHERE site = ? AND id = ?";
  private static final String OF_UPLOADER =
      "SELECT "
          + COLUMNS
          + " FROM file WHERE site = ? AND uploader = ? ORDER BY begun_at, id LIMIT ?";

  private final SqlLedger ledger;

  FileStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /** How much somebody has uploaded. */
  record Used(long files, long bytes, long open) {}

  Used used(Tx tx, String site, String uploader, Instant since) {
    return SqlTx.of(tx)
        .query(
            """
            SELECT COUNT(*) AS files, COALESCE(SUM(size), 0) AS bytes,
              COALESCE(SUM(CASE WHEN state = 'begun' THEN 1 ELSE 0 END), 0) AS unfinished
            FROM file WHERE site = ? AND uploader = ? AND begun_at > ?\
            """,
            row -> new Used(row.getLong("files"), row.getLong("bytes"), row.getLong("unfinished")),
            site,
            uploader,
            since)
        .getFirst();
  }

  void insert(Tx tx, StoredFile file) {
    SqlTx.of(tx)
        .insert(
            """
            INSERT INTO file (site, id, uploader, name, type, sent_as, size, state, width, height,
              thumbnail, thumbnail_size, channel, begun_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """,
            file.site(),
            file.id(),
            file.uploader(),
            file.name(),
            file.type(),
            file.sentAs(),
            file.size(),
            spelled(file.state()),
            file.width(),
            file.height(),
            file.thumbnail(),
            file.thumbnailSize(),
            file.channel(),
            file.begunAt());
  }

  Optional<StoredFile> find(String site, String id) {
    return ledger.query(FIND, FileStore::map, site, id).stream().findFirst();
  }

  Optional<StoredFile> find(Tx tx, String site, String id) {
    return SqlTx.of(tx).query(FIND, FileStore::map, site, id).stream().findFirst();
  }

  /** The oldest first. */
  List<StoredFile> of(String site, String uploader, int limit) {
    return ledger.query(OF_UPLOADER, FileStore::map, site, uploader, limit);
  }

  List<StoredFile> of(Tx tx, String site, String uploader, int limit) {
    return SqlTx.of(tx).query(OF_UPLOADER, FileStore::map, site, uploader, limit);
  }

  /** Whether the file was begun, and is now what is given. */
  boolean settle(Tx tx, StoredFile file) {
    ChunkStore.drop(tx, file.site(), file.id(), tx.now());
    return SqlTx.of(tx)
            .update(
                """
                UPDATE file SET state = ?, type = ?, sent_as = ?, width = ?, height = ?,
                  thumbnail = ?, thumbnail_size = ?
                WHERE site = ? AND id = ? AND state = 'begun'\
                """,
                spelled(file.state()),
                file.type(),
                file.sentAs(),
                file.width(),
                file.height(),
                file.thumbnail(),
                file.thumbnailSize(),
                file.site(),
                file.id())
        == 1;
  }

  /** Whether it was the uploader's, finished, and bound to nothing before. */
  boolean bind(Tx tx, String site, String uploader, String id, String channel) {
    return SqlTx.of(tx)
            .update(
                """
                UPDATE file SET channel = ?
                WHERE site = ? AND id = ? AND uploader = ? AND state = 'finished'
                  AND channel IS NULL\
                """,
                channel,
                site,
                id,
                uploader)
        == 1;
  }

  void merge(Tx tx, String site, String from, String to) {
    SqlTx.of(tx)
        .update("UPDATE file SET uploader = ? WHERE site = ? AND uploader = ?", to, site, from);
  }

  /** Forgets a file; its bytes are to be removed from then on. */
  void remove(Tx tx, String site, String id, Instant bytesFrom) {
    SqlTx sql = SqlTx.of(tx);
    if (sql.update("DELETE FROM file WHERE site = ? AND id = ?", site, id) == 1) {
      sql.insert("INSERT INTO file_gone (site, id, due_at) VALUES (?, ?, ?)", site, id, bytesFrom);
      ChunkStore.drop(tx, site, id, bytesFrom);
    }
  }

  /** A file without a row, whose bytes are to be removed. */
  record Gone(String site, String id) {}

  List<Gone> gone(Instant now, int limit) {
    return ledger.query(
        "SELECT site, id FROM file_gone WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        row -> new Gone(row.getString("site"), row.getString("id")),
        now,
        limit);
  }

  void swept(Tx tx, List<Gone> gone) {
    SqlTx sql = SqlTx.of(tx);
    gone.forEach(
        file -> sql.update("DELETE FROM file_gone WHERE site = ? AND id = ?", file.site, file.id));
  }

  /** The key of links: made at the first start, then the same for ever and for all servers. */
  byte[] secret() {
    byte[] fresh = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(fresh);
    return ledger.write(tx -> {
      SqlTx sql = SqlTx.of(tx);
      sql.update(
          "INSERT INTO file_secret (id, secret) VALUES (1, ?) ON CONFLICT (id) DO NOTHING", fresh);
      return sql.query("SELECT secret FROM file_secret", row -> row.getBytes(1)).getFirst();
    });
  }

  private static StoredFile map(ResultSet row) throws SQLException {
    return new StoredFile(
        row.getString("site"),
        row.getString("id"),
        row.getString("uploader"),
        row.getString("name"),
        row.getString("type"),
        row.getString("sent_as"),
        row.getLong("size"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        whole(row, "width"),
        whole(row, "height"),
        row.getString("thumbnail"),
        row.getLong("thumbnail_size"),
        row.getString("channel"),
        Rows.instant(row, "begun_at"));
  }

  private static @Nullable Integer whole(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  private static String spelled(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
