package io.bellhop.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest extends OnBothDatabases {
  @Test
  void theNewestFileIsTheOneThatStartingLooksFor(@TempDir Path folder) throws Exception {
    try (Dialect dialect = Dialect.of(database.fresh(folder).store())) {
      Stream<Path> both = Stream.concat(files("migration"), files(dialect.name()));
      assertThat(both.mapToInt(MigrationsTest::version).max().orElseThrow())
          .isEqualTo(Integer.parseInt(dialect.newestMigration()));
    }
  }

  private static Stream<Path> files(String folder) throws Exception {
    URL files = Objects.requireNonNull(Migrations.class.getResource("/db/" + folder));
    try (Stream<Path> names = Files.list(Path.of(files.toURI()))) {
      return names.toList().stream();
    }
  }

  private static int version(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceAll("V(\\d+)_.*", "$1"));
  }

  @Test
  void everyTableOfTheFirstFeaturesIsThere() {
    for (String table :
        List.of("chat_message", "staff", "staff_setup", "api_key", "revocation", "checkpoint")) {
      assertThat(ledger.query("SELECT COUNT(*) FROM " + table, row -> row.getInt(1)))
          .containsExactly(0);
    }
  }

  @Test
  void messagesOfVersionsBeforeAreKept(@TempDir Path folder) throws Exception {
    SqlSettings old = database.fresh(folder);
    try (Dialect dialect = Dialect.of(old.store())) {
      Migrations.migrate(dialect, "10");
      try (Connection connection = dialect.database().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            INSERT INTO chat_message (site, room, message_offset, number, kind, sender, sender_role,
              sender_name, client_id, body_hash, text, at, reply_to, details, reactions, edited_at,
              deleted)
            VALUES ('demo', 'r', 7, 3, 'message', 'ann', 'customer', 'Ann', 'c', 'h', 'Hello', 1, 5,
              '{"d":1}', '{"r":1}', 2, 0)\
            """);
      }
    }

    SqlLedger now = fixture.open(old, events -> {});

    assertThat(
            now.query(
                "SELECT * FROM chat_message",
                row -> IntStream.rangeClosed(1, 17).mapToObj(i -> text(row, i)).toList()))
        .containsExactly(
            List.of(
                "demo",
                "r",
                "7",
                "3",
                "message",
                "ann",
                "customer",
                "Ann",
                "c",
                "h",
                "Hello",
                "1",
                "5",
                "{\"d\":1}",
                "{\"r\":1}",
                "2",
                "0"));
  }

  private static String text(ResultSet row, int column) {
    try {
      return row.getString(column);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServerOfTheVersionBeforeStartsOnADatabaseThatIsNewer() {
    var before = ledger.write(tx -> Fixture.append(tx, "chat:1", "before"));
    ledger.write(tx ->
        SqlTx.of(tx)
            .update(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                    + " script, checksum, installed_by, execution_time, success)"
                    + " SELECT 1 + MAX(installed_rank), '1000', 'next', 'SQL', 'V1000__next.sql', 1,"
                    + " 'next', 1, "
                    + ledger.choose("1", "true")
                    + " FROM flyway_schema_history"));
    ledger.close();

    var older = fixture.open();

    assertThat(older.write(tx -> Fixture.append(tx, "chat:1", "after")).offset())
        .isEqualTo(before.offset() + 1);
  }

  @Test
  void whatALaterVersionHasMadeOfTheTablesIsLeftAsItIs() {
    ledger.write(tx ->
        SqlTx.of(tx)
            .update(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                    + " script, checksum, installed_by, installed_on, execution_time, success)"
                    + " SELECT installed_rank + 1, '999', description, type, 'V999__later.sql', 1,"
                    + " installed_by, installed_on, execution_time, success"
                    + " FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1"));
    ledger.close();

    ledger = fixture.open();

    assertThat(ledger.write(tx -> Fixture.append(tx, "chat:1", "x")).offset()).isEqualTo(1);
  }

  @Test
  void serversThatStartAtOnceOnAnEmptyDatabaseAllComeUp() throws Exception {
    assumeTrue(fixture.settings.store() instanceof SqlSettings.Store.Postgresql);
    for (int round = 0; round < 3; round++) {
      SqlSettings empty = Database.POSTGRESQL.fresh(Path.of(""));
      List<Future<SqlLedger>> starting =
          Stream.generate(() -> fixture.calling(() -> fixture.open(empty, events -> {})))
              .limit(3)
              .toList();
      for (Future<SqlLedger> started : starting) {
        assertThat(started.get().write(tx -> Fixture.append(tx, "chat:1", "x")).offset())
            .isPositive();
      }
    }
  }
}
