package io.bellhop.feature.file;

import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import io.bellhop.storage.ObjectName;
import java.time.Instant;
import java.util.List;

/**
 * The table of what was received of files whose chunks are objects of the storage. An object is to
 * be removed from before it is written; only taking it changes that.
 */
final class ChunkStore {
  private final SqlLedger ledger;

  ChunkStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /** How far a file is. */
  record Progress(long received, long size) {}

  /** A stretch of a file. */
  record Chunk(long startsAt, long size, ObjectName object) {}

  Progress progress(String site, String id) {
    return ledger
        .query(
            "SELECT received, size FROM file WHERE site = ? AND id = ?",
            row -> new Progress(row.getLong("received"), row.getLong("size")),
            site,
            id)
        .stream()
        .findFirst()
        .orElseThrow(Uploads::missing);
  }

  /** In the order of the file. */
  List<Chunk> of(String site, String id) {
    return ledger.query(
        "SELECT starts_at, size, object FROM file_chunk WHERE site = ? AND id = ? ORDER BY starts_at",
        row ->
            new Chunk(
                row.getLong("starts_at"),
                row.getLong("size"),
                new ObjectName(site, row.getString("object"), false)),
        site,
        id);
  }

  /** Has an object removed from that time on, unless it is taken before. */
  static void reserve(Tx tx, ObjectName object, Instant due) {
    SqlTx.of(tx)
        .insert(
            "INSERT INTO file_gone (site, id, due_at) VALUES (?, ?, ?)",
            object.site(),
            object.id(),
            due);
  }

  /**
   * Takes a chunk that was reserved. Whether it starts where the file ends; of two that do, one is
   * taken, whichever servers they came to.
   */
  static boolean take(Tx tx, String file, Chunk chunk) {
    SqlTx sql = SqlTx.of(tx);
    String site = chunk.object.site();
    if (sql.update(
            """
            UPDATE file SET received = received + ?
            WHERE site = ? AND id = ? AND state = 'begun' AND received = ?\
            """,
            chunk.size,
            site,
            file,
            chunk.startsAt)
        == 0) {
      return false;
    }
    if (sql.update("DELETE FROM file_gone WHERE site = ? AND id = ?", site, chunk.object.id())
        == 0) {
      throw new BellhopException(ErrorCode.UNAVAILABLE, "storing the chunk took too long");
    }
    sql.insert(
        "INSERT INTO file_chunk (site, id, starts_at, size, object) VALUES (?, ?, ?, ?, ?)",
        site,
        file,
        chunk.startsAt,
        chunk.size,
        chunk.object.id());
    return true;
  }

  /** Forgets a file's chunks; their objects are to be removed from that time on. */
  static void drop(Tx tx, String site, String file, Instant due) {
    SqlTx sql = SqlTx.of(tx);
    sql.update(
        """
        INSERT INTO file_gone (site, id, due_at)
        SELECT site, object, ? FROM file_chunk WHERE site = ? AND id = ?\
        """,
        due,
        site,
        file);
    sql.update("DELETE FROM file_chunk WHERE site = ? AND id = ?", site, file);
  }
}
