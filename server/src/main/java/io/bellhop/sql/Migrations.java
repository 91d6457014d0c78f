package io.bellhop.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables up to date: {@code db/migration}, one set of files for both databases, and
 * beside it a folder for what only one of them has. Where there is nothing to do Flyway is not even
 * loaded, which takes a quarter of a second.
 */
final class Migrations {
  private static final String LAST =
      "SELECT CASE WHEN success THEN version ELSE '' END FROM flyway_schema_history"
          + " ORDER BY installed_rank DESC LIMIT 1";

  private Migrations() {}

  static void run(Dialect dialect) {
    if (!isUpToDate(dialect)) {
      migrate(dialect, "latest");
    }
  }

  /**
   * @param target the version to end with
   */
  static void migrate(Dialect dialect, String target) {
    Flyway.configure()
        .dataSource(dialect.database())
        .locations("classpath:db/migration", "classpath:db/" + dialect.name())
        .placeholders(dialect.words())
        .target(target)
        .skipDefaultCallbacks(true)
        .loggers("slf4j")
        .load()
        .migrate();
  }

  private static boolean isUpToDate(Dialect dialect) {
    try (Connection connection = dialect.database().getConnection()) {
      List<String> last = Rows.query(connection, LAST, row -> row.getString(1));
      return last.equals(List.of(dialect.newestMigration()));
    } catch (SQLException e) {
      // most likely there are no tables yet; if it is worse, Flyway says so
      return false;
    }
  }
}
