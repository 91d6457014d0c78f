package io.bellhop.sql;

import io.bellhop.engine.Timer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that wait to be written together. */
final class Pending {
  private static final String EVENT =
      "INSERT INTO event (channel_id, event_offset, type, data, at, actor)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String REQUEST =
      "INSERT INTO request (key, hash, answer, at) VALUES (?, ?, ?, ?)";

  /** Names a timer. */
  record TimerKey(String kind, String key) {}

  /** The last word on a timer: set to this, or cancelled. */
  record TimerChange(TimerKey key, @Nullable Timer timer) {
    TimerChange(String kind, String key, @Nullable Timer timer) {
      this(new TimerKey(kind, key), timer);
    }
  }

  private final List<@Nullable Object[]> events = new ArrayList<>();
  private final Map<String, List<@Nullable Object[]>> inserts = new LinkedHashMap<>();
  private final Map<TimerKey, TimerChange> timers = new LinkedHashMap<>();
  private final List<@Nullable Object[]> requests = new ArrayList<>();

  void event(@Nullable Object... row) {
    events.add(row);
  }

  void insert(String sql, @Nullable Object[] row) {
    inserts.computeIfAbsent(sql, _ -> new ArrayList<>()).add(row);
  }

  void timer(TimerChange change) {
    timers.put(change.key(), change);
  }

  void request(@Nullable Object... row) {
    requests.add(row);
  }

  boolean isEmpty() {
    return events.isEmpty() && inserts.isEmpty() && timers.isEmpty() && requests.isEmpty();
  }

  /** The rows by statement, in the order to write them. */
  Map<String, List<@Nullable Object[]>> rows() {
    Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();
    put(rows, EVENT, events);
    rows.putAll(inserts);
    timers.values().forEach(change -> TimerTable.addTo(rows, change));
    put(rows, REQUEST, requests);
    return rows;
  }

  private static void put(
      Map<String, List<@Nullable Object[]>> rows, String sql, List<@Nullable Object[]> more) {
    if (!more.isEmpty()) {
      rows.put(sql, more);
    }
  }

  /** Takes over what another work has left. */
  void addAll(Pending later) {
    events.addAll(later.events);
    later.inserts.forEach(
        (sql, rows) -> inserts.computeIfAbsent(sql, _ -> new ArrayList<>()).addAll(rows));
    timers.putAll(later.timers);
    requests.addAll(later.requests);
  }

  void clear() {
    events.clear();
    inserts.clear();
    timers.clear();
    requests.clear();
  }

  /** Whether one of these rows is in a table that the statement names. */
  boolean concerns(Set<String> words) {
    return tables().stream().anyMatch(words::contains);
  }

  private Set<String> tables() {
    Set<String> tables = new HashSet<>();
    for (String sql : inserts.keySet()) {
      tables.add(SqlWords.tableOf(sql));
    }
    if (!events.isEmpty()) {
      tables.add("event");
      tables.add("channel");
    }
    if (!timers.isEmpty()) {
      tables.add("timer");
    }
    if (!requests.isEmpty()) {
      tables.add("request");
    }
    return tables;
  }
}
