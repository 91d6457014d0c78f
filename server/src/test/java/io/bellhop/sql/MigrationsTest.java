package io.bellhop.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest extends OnBothDatabases {
  @Test
  void theNewestFileIsTheOneThatStartingLooksFor() throws Exception {
    URL files = Objects.requireNonNull(Migrations.class.getResource("/db/migration"));
    try (Stream<Path> names = Files.list(Path.of(files.toURI()))) {
      assertThat(names.mapToInt(MigrationsTest::version).max().orElseThrow())
          .isEqualTo(Integer.parseInt(Migrations.NEWEST));
    }
  }

  private static int version(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
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
