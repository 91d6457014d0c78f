package io.bellhop.feature.presence;

import io.bellhop.engine.Tx;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of what people chose, and when they were last there. */
final class ChosenStore {
  private final SqlLedger ledger;

  ChosenStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /** What is kept about somebody; nothing about a stranger. */
  Chosen find(String site, String person) {
    return find(site, Set.of(person)).getOrDefault(person, Chosen.NOTHING);
  }

  /** What is kept about several people; nobody is in it who is a stranger. */
  Map<String, Chosen> find(String site, Set<String> people) {
    String sql =
        """
        SELECT person, role, chosen, text, emoji, until_at, seen_at FROM presence_person
        WHERE site = ? AND person IN (%s)\
        """
            .formatted(String.join(", ", Collections.nCopies(people.size(), "?")));
    Object[] parameters = Stream.concat(Stream.of(site), people.stream()).toArray();
    return ledger
        .query(sql, row -> Map.entry(row.getString("person"), chosen(row)), parameters)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Knows somebody from now on. */
  void meet(Tx tx, String site, String person, String role, String name) {
    SqlTx.of(tx)
        .update(
            """
            INSERT INTO presence_person (site, person, role, name) VALUES (?, ?, ?, ?)
            ON CONFLICT (site, person) DO UPDATE SET role = excluded.role, name = excluded.name\
            """,
            site,
            person,
            role,
            name);
  }

  void choose(Tx tx, String site, String person, Chosen chosen) {
    Status status = chosen.status();
    SqlTx.of(tx)
        .update(
            """
            UPDATE presence_person SET chosen = ?, text = ?, emoji = ?, until_at = ?
            WHERE site = ? AND person = ?\
            """,
            status == null ? null : status.name().toLowerCase(Locale.ROOT),
            chosen.text(),
            chosen.emoji(),
            chosen.until(),
            site,
            person);
  }

  void leave(Tx tx, String site, String person) {
    SqlTx.of(tx)
        .update(
            "UPDATE presence_person SET seen_at = ? WHERE site = ? AND person = ?",
            tx.now(),
            site,
            person);
  }

  Optional<Instant> leftAt(Tx tx, String site, String person) {
    return SqlTx.of(tx)
        .query(
            "SELECT seen_at FROM presence_person WHERE site = ? AND person = ? AND seen_at > 0",
            row -> Rows.instant(row, "seen_at"),
            site,
            person)
        .stream()
        .findFirst();
  }

  /** Knows nothing of somebody any more; false if that was so already. */
  boolean forget(Tx tx, String site, String person) {
    return SqlTx.of(tx)
            .update("DELETE FROM presence_person WHERE site = ? AND person = ?", site, person)
        == 1;
  }

  private static Chosen chosen(ResultSet row) throws SQLException {
    return new Chosen(
        row.getString("role"),
        status(row.getString("chosen")),
        row.getString("text"),
        row.getString("emoji"),
        Rows.nullableInstant(row, "until_at"),
        Rows.nullableInstant(row, "seen_at"));
  }

  private static @Nullable Status status(@Nullable String word) {
    return word == null ? null : Status.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
