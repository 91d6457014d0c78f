package io.bellhop.sql;

import static io.bellhop.sql.Fixture.append;
import static io.bellhop.sql.Fixture.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest {
  @TempDir Path folder = Path.of("");
  private Fixture fixture;
  private SqlLedger ledger;

  @BeforeEach
  void open() {
    fixture = new Fixture(Database.SQLITE, folder);
    ledger = fixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aSecondServerOnTheFolderIsRefused() {
    assertThatThrownBy(fixture::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another Bellhop server is using the folder " + folder);

    ledger.close();
    assertThat(fixture.open().ready()).isTrue();
  }

  @Test
  void aFullDiskFailsWritesAndNothingElseUntilThereIsSpace() {
    ledger.write(tx -> append(tx, "chat:1", "before"));
    ledger.write(tx -> limitPages(tx, 60));

    int written = 1;
    BellhopException full = null;
    while (full == null) {
      try {
        ledger.write(tx -> append(tx, "chat:1", "x".repeat(2_000)));
        written++;
      } catch (BellhopException e) {
        full = e;
      }
    }

    assertThat(full.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(full.after()).isPositive();
    assertThat(ledger.head(channel("chat:1")).offset()).isEqualTo(written);

    ledger.write(tx -> limitPages(tx, 1_000_000));
    assertThat(ledger.write(tx -> append(tx, "chat:1", "after")).offset()).isEqualTo(written + 1);
    assertThat(ledger.query("PRAGMA integrity_check", row -> row.getString(1)))
        .containsExactly("ok");
    assertThat(ledger.ready()).isTrue();
  }

  private static long limitPages(Tx tx, int pages) {
    return SqlTx.of(tx).query("PRAGMA max_page_count = " + pages, row -> row.getLong(1)).getFirst();
  }

  @Test
  void commitsAreFlushedAndTheDriverUnpacksInTheFolder() {
    int synchronous =
        ledger.write(
            tx -> SqlTx.of(tx).query("PRAGMA synchronous", row -> row.getInt(1)).getFirst());

    assertThat(synchronous).isEqualTo(2);
    assertThat(ledger.query("PRAGMA journal_mode", row -> row.getString(1))).containsExactly("wal");
    assertThat(Files.isDirectory(folder.resolve("tmp"))).isTrue();
    assertThatThrownBy(() -> ledger.query("DELETE FROM event RETURNING position", _ -> true))
        .isInstanceOf(BellhopException.class);
  }
}
