package io.bellhop.sql;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A suite that runs on SQLite and on PostgreSQL, each test with an empty database. */
@ParameterizedClass
@EnumSource(Database.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class OnBothDatabases {
  @Parameter Database database = Database.SQLITE;
  @TempDir Path folder = Path.of("");
  Fixture fixture;
  SqlLedger ledger;

  @BeforeEach
  void open() {
    fixture = new Fixture(database, folder);
    ledger = fixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }
}
