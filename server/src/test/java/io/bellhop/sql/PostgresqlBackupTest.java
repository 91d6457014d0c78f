package io.bellhop.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlBackupTest {
  @TempDir Path folder = Path.of("");

  @Test
  void isSavedOverAConnectionAsSafeAsTheServersOwn() throws IOException {
    SqlSettings.Store.Postgresql open =
        (SqlSettings.Store.Postgresql) Database.POSTGRESQL.fresh(folder).store();
    SqlSettings.Store.Postgresql encrypted =
        new SqlSettings.Store.Postgresql(
            open.url() + "?sslmode=require", open.user(), open.password(), open.readers());

    assertThatThrownBy(() -> Backup.of(encrypted).save(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pg_dump");

    Backup.of(open).save(folder);
    assertThat(folder.resolve("bellhop.dump")).isNotEmptyFile();
  }
}
