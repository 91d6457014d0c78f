package io.bellhop.server;

import static org.awaitility.Awaitility.await;

import io.bellhop.sql.SqlLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All that a database says, as text: a line for each row. */
final class DatabaseDump {
  /** The words of SQLite's full text search are in no order, and of no message any more. */
  private static final String SQLITE =
      """
      SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'chat_words%'
        AND name NOT LIKE 'sqlite%'\
      """;

  private static final String POSTGRESQL =
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";

  private static final String SEARCHABLE =
      """
      SELECT name FROM checkpoint WHERE name = 'chat.search'
        AND position >= (SELECT COALESCE(MAX(position), 0) FROM event)\
      """;

  private DatabaseDump() {}

  /** Waits until the index of words has all that was said, and nothing that was taken back. */
  static void awaitSearchable(SqlLedger ledger) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !ledger.query(SEARCHABLE, row -> row.getString(1)).isEmpty());
  }

  /** The rows with one of the words, each behind its table's name. */
  static List<String> linesWith(SqlLedger ledger, String... words) {
    awaitSearchable(ledger);
    return lines(ledger).stream().filter(line -> hasOne(line, words)).toList();
  }

  private static boolean hasOne(String line, String... words) {
    String lower = line.toLowerCase(Locale.ROOT);
    return List.of(words).stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
  }

  private static List<String> lines(SqlLedger ledger) {
    List<String> lines = new ArrayList<>();
    String tables = ledger.choose(SQLITE, POSTGRESQL);
    for (String table : ledger.query(tables, row -> row.getString(1))) {
      lines.addAll(ledger.query("SELECT * FROM " + table, row -> table + ": " + line(row)));
    }
    return lines;
  }

  private static String line(ResultSet row) throws SQLException {
    StringBuilder line = new StringBuilder();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      line.append(row.getMetaData().getColumnName(i)).append('=').append(row.getString(i));
      line.append(' ');
    }
    return line.toString();
  }
}
