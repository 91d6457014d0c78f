package io.bellhop.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log of a database that is never without readers. */
class SqliteLogTest {
  private static final long MOST = 1 << 20;

  @TempDir Path folder = Path.of("");
  private SqliteDialect dialect;
  private Connection writer;
  private Connection reader;

  @BeforeEach
  void open() throws SQLException {
    dialect = new SqliteDialect(folder, MOST);
    writer = dialect.connect();
    reader = dialect.reader();
    execute(writer, "CREATE TABLE filler (bytes BLOB)");
    writer.commit();
  }

  @AfterEach
  void close() throws SQLException {
    reader.close();
    writer.close();
    dialect.close();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void write() throws SQLException {
    execute(writer, "INSERT INTO filler VALUES (randomblob(" + MOST + "))");
    writer.commit();
    dialect.tidy(writer);
  }

  private long log() throws Exception {
    return Files.size(folder.resolve("bellhop.db-wal"));
  }

  @Test
  void itBeginsAnewBeforeItGetsLarge() throws Exception {
    for (int i = 0; i < 20; i++) {
      write();
    }

    assertThat(log()).isLessThan(3 * MOST);
  }

  @Test
  void aLongReadIsNotDisturbedAndOnlyPutsItOff() throws Exception {
    reader.setAutoCommit(false);
    execute(reader, "SELECT count(*) FROM filler");
    for (int i = 0; i < 5; i++) {
      write();
    }
    assertThat(log()).isGreaterThan(5 * MOST);
    assertThat(Rows.query(reader, "SELECT count(*) FROM filler", row -> row.getInt(1)))
        .containsExactly(0);

    reader.rollback();
    write();
    assertThat(log()).isLessThan(2 * MOST);
    assertThat(Rows.query(reader, "SELECT count(*) FROM filler", row -> row.getInt(1)))
        .containsExactly(6);
  }
}
