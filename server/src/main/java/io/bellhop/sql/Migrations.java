package io.bellhop.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables up to date: {@code db/migration}, one set of files for both databases, and
 * beside it a folder for what only one of them has. Where there is nothing to do Flyway is not even
 * loaded, which takes a quarter of a second.
 */
final class Migrations {
  /** The version of the newest file. */
  static final String NEWEST = "10";

  private static final String LAST =
      "SELECT CASE WHEN success THEN version ELSE '' END FROM flyway_schema_history"
          + " ORDER BY installed_rank DESC LIMIT 1";

  private Migrations() {}

  static void run(Dialect dialect) {
    DataSource database = dialect.database();
    if (!isUpToDate(database)) {
      Flyway.configure()
          .dataSource(database)
          .locations("classpath:db/migration", "classpath:db/" + dialect.name())
          .placeholders(dialect.words())
          .skipDefaultCallbacks(true)
          .loggers("slf4j")
          .load()
          .migrate();
    }
  }

  private static boolean isUpToDate(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return Rows.query(connection, LAST, row -> row.getString(1)).equals(List.of(NEWEST));
    } catch (SQLException e) {
      // most likely there are no tables yet; if it is worse, Flyway says so
      return false;
    }
  }
}
