package io.bellhop.sql;

import io.bellhop.engine.Timer;
import io.bellhop.protocol.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of timers. */
final class TimerTable {
  private static final String CANCEL = "DELETE FROM timer WHERE kind = ? AND key = ?";
  private static final String SET =
      "INSERT INTO timer (kind, key, due_at, fire_at, data) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT (kind, key) DO UPDATE SET due_at = excluded.due_at,"
          + " fire_at = excluded.fire_at, attempts = 0, data = excluded.data";

  /** A timer with how often it has failed. */
  record Row(Timer timer, int attempts) {}

  private TimerTable() {}

  /** Adds what carries out the change to the rows by statement. */
  static void addTo(Map<String, List<@Nullable Object[]>> rows, Pending.TimerChange change) {
    Timer timer = change.timer();
    if (timer == null) {
      add(rows, CANCEL, change.key().kind(), change.key().key());
    } else {
      add(rows, SET, timer.kind(), timer.key(), timer.due(), timer.due(), timer.data().text());
    }
  }

  private static void add(
      Map<String, List<@Nullable Object[]>> rows, String sql, @Nullable Object... row) {
    rows.computeIfAbsent(sql, _ -> new ArrayList<>()).add(row);
  }

  static Row map(ResultSet row) throws SQLException {
    Timer timer =
        new Timer(
            row.getString("kind"),
            row.getString("key"),
            Rows.instant(row, "due_at"),
            new Json(row.getString("data")));
    return new Row(timer, row.getInt("attempts"));
  }
}
