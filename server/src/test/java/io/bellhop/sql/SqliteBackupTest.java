package io.bellhop.sql;

import static io.bellhop.sql.Fixture.append;
import static io.bellhop.sql.Fixture.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBackupTest {
  private static final String LOG = "bellhop.db-wal";

  @TempDir Path folder = Path.of("");
  private Path saved;
  private Path killed;
  private Backup backup;

  /** A server that was saved and then killed; its database was moved away, its log was not. */
  @BeforeEach
  void kill() throws IOException {
    saved = Files.createDirectories(folder.resolve("saved"));
    killed = Files.createDirectories(folder.resolve("killed"));
    backup = Backup.of(SqlSettings.sqlite(killed).store());
    Path data = folder.resolve("data");
    try (Fixture fixture = new Fixture(Database.SQLITE, data)) {
      SqlLedger ledger = fixture.open();
      ledger.write(tx -> append(tx, "chat:1", "saved"));
      Backup.of(fixture.settings.store()).save(saved);
      for (int i = 0; i < 50; i++) {
        ledger.write(tx -> append(tx, "chat:1", "after it was saved"));
      }
      Files.copy(data.resolve(LOG), killed.resolve(LOG));
    }
  }

  @Test
  void theLogOfAnotherDatabaseIsNotPlayedIntoWhatIsRestored() throws IOException {
    assertThatThrownBy(() -> backup.restore(saved))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(LOG);
    assertThat(killed.resolve("bellhop.db")).doesNotExist();

    Files.delete(killed.resolve(LOG));
    backup.restore(saved);

    try (Fixture fixture = new Fixture(Database.SQLITE, killed)) {
      SqlLedger ledger = fixture.open();
      assertThat(Objects.requireNonNull(ledger.read(channel("chat:1"), 0, 100))).hasSize(1);
    }
  }
}
