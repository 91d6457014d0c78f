package io.bellhop.feature.desk;

import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of agents. What assigns takes the site's lock first. */
final class AgentStore {
  private static final String COLUMNS =
      "person, role, name, available, capacity, load, turn, window_at, in_window, teams, skills";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM desk_agent WHERE site = ? AND person = ?";

  private final SqlLedger ledger;
  private final Codec codec;

  AgentStore(SqlLedger ledger, Codec codec) {
    this.ledger = ledger;
    this.codec = codec;
  }

  /** Words as they are kept. */
  record Words(List<String> words) {}

  /** Waits until nobody else assigns on this site; until the transaction's end. */
  void lock(Tx tx, String site) {
    SqlTx sql = SqlTx.of(tx);
    if (sql.update("UPDATE desk SET turn = turn + 1 WHERE site = ?", site) == 0) {
      sql.update("INSERT INTO desk (site, turn) VALUES (?, 1) ON CONFLICT DO NOTHING", site);
      sql.update("UPDATE desk SET turn = turn + 1 WHERE site = ?", site);
    }
  }

  Optional<Agent> find(String site, String person) {
    return ledger.query(FIND, this::agent, site, person).stream().findFirst();
  }

  Optional<Agent> find(Tx tx, String site, String person) {
    return SqlTx.of(tx).query(FIND, this::agent, site, person).stream().findFirst();
  }

  List<Agent> list(String site) {
    return ledger.query(
        "SELECT " + COLUMNS + " FROM desk_agent WHERE site = ? ORDER BY name, person LIMIT 1000",
        this::agent,
        site);
  }

  void insert(Tx tx, String site, Agent agent) {
    SqlTx.of(tx)
        .update(
            """
            INSERT INTO desk_agent (site, person, role, name, available, capacity, load, turn,
              window_at, in_window, teams, skills)
            VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?)\
            """,
            site,
            agent.person().id(),
            agent.person().role(),
            agent.person().name(),
            agent.available(),
            agent.capacity(),
            text(agent.teams()),
            text(agent.skills()));
  }

  void setAvailable(Tx tx, String site, Person person, boolean available) {
    SqlTx.of(tx)
        .update(
            "UPDATE desk_agent SET available = ?, name = ?, role = ? WHERE site = ? AND person = ?",
            available,
            person.name(),
            person.role(),
            site,
            person.id());
  }

  void change(
      Tx tx, String site, String person, int capacity, List<String> teams, List<String> skills) {
    SqlTx.of(tx)
        .update(
            "UPDATE desk_agent SET capacity = ?, teams = ?, skills = ? WHERE site = ? AND person = ?",
            capacity,
            text(teams),
            text(skills),
            site,
            person);
  }

  /** Those who are available and have room. */
  List<Agent.Candidate> candidates(Tx tx, String site) {
    return SqlTx.of(tx)
        .query(
            "SELECT "
                + COLUMNS
                + " FROM desk_agent WHERE site = ? AND available = ? AND load < capacity LIMIT 1000",
            row ->
                new Agent.Candidate(
                    agent(row),
                    row.getLong("turn"),
                    Rows.instant(row, "window_at"),
                    row.getInt("in_window")),
            site,
            true);
  }

  /** Counts a conversation that was assigned to the agent, under the site's lock. */
  void give(Tx tx, String site, String person, Instant windowAt) {
    SqlTx.of(tx)
        .update(
            """
            UPDATE desk_agent SET load = load + 1,
              turn = (SELECT MAX(turn) + 1 FROM desk_agent WHERE site = ?),
              in_window = CASE WHEN window_at = ? THEN in_window + 1 ELSE 1 END,
              window_at = ?
            WHERE site = ? AND person = ?\
            """,
            site,
            windowAt,
            windowAt,
            site,
            person);
  }

  /** Counts a conversation that is no longer open or theirs. */
  void take(Tx tx, String site, String person) {
    SqlTx.of(tx)
        .update(
            "UPDATE desk_agent SET load = load - 1 WHERE site = ? AND person = ?", site, person);
  }

  boolean remove(Tx tx, String site, String person) {
    return SqlTx.of(tx).update("DELETE FROM desk_agent WHERE site = ? AND person = ?", site, person)
        == 1;
  }

  private Agent agent(ResultSet row) throws SQLException {
    return new Agent(
        new Person(row.getString("person"), row.getString("role"), row.getString("name")),
        row.getBoolean("available"),
        row.getInt("capacity"),
        row.getInt("load"),
        words(row.getString("teams")),
        words(row.getString("skills")));
  }

  private String text(List<String> words) {
    return codec.write(new Words(words)).text();
  }

  private List<String> words(String text) {
    return codec.read(new Json(text), Words.class).words();
  }
}
