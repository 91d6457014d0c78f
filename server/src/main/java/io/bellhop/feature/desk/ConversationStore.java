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
import org.jspecify.annotations.Nullable;

/** The table of conversations. */
final class ConversationStore {
  static final String COLUMNS =
      """
      room, status, customer, customer_role, customer_name, email, topic, answers, team, skill,
      assignee, assignee_role, assignee_name, waiting_since, snoozed_until, stars, remark, encrypted,
      last_from, last_text, messages, opened_at, at\
      """;

  private static final String FIND =
      "SELECT " + COLUMNS + " FROM desk_conversation WHERE site = ? AND room = ?";

  private final SqlLedger ledger;
  private final Codec codec;

  ConversationStore(SqlLedger ledger, Codec codec) {
    this.ledger = ledger;
    this.codec = codec;
  }

  /** The answers as they are kept. */
  record Answers(List<Answer> answers) {}

  void insert(Tx tx, String site, Conversation made) {
    SqlTx.of(tx)
        .insert(
            """
            INSERT INTO desk_conversation
              (site, room, status, customer, customer_role, customer_name, email, topic, answers,
               team, skill, waiting_since, encrypted, messages, opened_at, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)\
            """,
            site,
            made.room(),
            made.status().word(),
            made.customer().id(),
            made.customer().role(),
            made.customer().name(),
            made.email(),
            made.topic(),
            codec.write(new Answers(made.answers())).text(),
            made.team(),
            made.skill(),
            made.waitingSince(),
            made.encrypted(),
            made.openedAt(),
            made.at());
  }

  Optional<Conversation> find(String site, String room) {
    return ledger.query(FIND, this::read, site, room).stream().findFirst();
  }

  Optional<Conversation> find(Tx tx, String site, String room) {
    return SqlTx.of(tx).query(FIND, this::read, site, room).stream().findFirst();
  }

  /** How many of a customer's conversations are not resolved. */
  int unresolved(Tx tx, String site, String customer) {
    return SqlTx.of(tx)
        .query(
            """
            SELECT COUNT(*) AS found FROM desk_conversation
            WHERE site = ? AND customer = ? AND status <> 'resolved'\
            """,
            result -> result.getInt("found"),
            site,
            customer)
        .getFirst();
  }

  void customerWrote(Tx tx, String site, String room, Conversation.Last last) {
    SqlTx.of(tx)
        .update(
            """
            UPDATE desk_conversation SET last_from = ?, last_text = ?, messages = messages + 1,
              waiting_since = COALESCE(waiting_since, ?), at = ?
            WHERE site = ? AND room = ?\
            """,
            last.from(),
            last.text(),
            tx.now(),
            tx.now(),
            site,
            room);
  }

  void staffWrote(Tx tx, String site, String room, Conversation.Last last) {
    SqlTx.of(tx)
        .update(
            """
            UPDATE desk_conversation SET last_from = ?, last_text = ?, messages = messages + 1,
              waiting_since = NULL, replied_at = COALESCE(replied_at, ?), at = ?
            WHERE site = ? AND room = ?\
            """,
            last.from(),
            last.text(),
            tx.now(),
            tx.now(),
            site,
            room);
  }

  void become(Tx tx, String site, String room, Status status, @Nullable Instant snoozedUntil) {
    SqlTx.of(tx)
        .update(
            """
            UPDATE desk_conversation SET status = ?, snoozed_until = ?, at = ?,
              waiting_since = CASE WHEN ? = 'resolved' THEN NULL ELSE waiting_since END
            WHERE site = ? AND room = ?\
            """,
            status.word(),
            snoozedUntil,
            tx.now(),
            status.word(),
            site,
            room);
  }

  void assign(Tx tx, String site, String room, @Nullable Person to) {
    SqlTx.of(tx)
        .update(
            """
            UPDATE desk_conversation SET assignee = ?, assignee_role = ?, assignee_name = ?, at = ?
            WHERE site = ? AND room = ?\
            """,
            to == null ? null : to.id(),
            to == null ? null : to.role(),
            to == null ? null : to.name(),
            tx.now(),
            site,
            room);
  }

  void giveToTeam(Tx tx, String site, String room, String team) {
    SqlTx.of(tx)
        .update(
            "UPDATE desk_conversation SET team = ?, skill = NULL, at = ? WHERE site = ? AND room = ?",
            team,
            tx.now(),
            site,
            room);
  }

  void rate(Tx tx, String site, String room, int stars, @Nullable String remark) {
    SqlTx.of(tx)
        .update(
            "UPDATE desk_conversation SET stars = ?, remark = ?, at = ? WHERE site = ? AND room = ?",
            stars,
            remark,
            tx.now(),
            site,
            room);
  }

  // ---- retention

  /** Some that were resolved before a time, and nothing happened since. */
  List<String> resolvedBefore(String site, Instant before, int limit) {
    return ledger.query(
        """
        SELECT room FROM desk_conversation WHERE site = ? AND status = 'resolved' AND at < ?
        ORDER BY at LIMIT ?\
        """,
        row -> row.getString(1),
        site,
        before,
        limit);
  }

  /** Whether it still is so; then until the transaction's end. */
  boolean holdResolved(Tx tx, String site, String room, Instant before) {
    return SqlTx.of(tx)
            .update(
                """
                UPDATE desk_conversation SET at = at
                WHERE site = ? AND room = ? AND status = 'resolved' AND at < ?\
                """,
                site,
                room,
                before)
        == 1;
  }

  void remove(Tx tx, String site, String room) {
    SqlTx.of(tx).update("DELETE FROM desk_conversation WHERE site = ? AND room = ?", site, room);
  }

  // ---- people

  /** Leaves nothing that the customer is or said, but whose it is. */
  void blank(Tx tx, String site, String room) {
    SqlTx.of(tx)
        .update(
            """
            UPDATE desk_conversation SET customer_name = '', email = NULL,
              answers = '{"answers":[]}', remark = NULL, last_text = NULL, last_from = NULL
            WHERE site = ? AND room = ?\
            """,
            site,
            room);
  }

  /** A conversation of nobody's; the empty id is nobody's. */
  boolean disown(Tx tx, String site, String room) {
    return SqlTx.of(tx)
            .update(
                "UPDATE desk_conversation SET customer = '' WHERE site = ? AND room = ?",
                site,
                room)
        == 1;
  }

  /** What an agent was given, in any status. */
  List<Conversation> assignedTo(Tx tx, String site, String person, int limit) {
    return SqlTx.of(tx)
        .query(
            "SELECT " + COLUMNS + " FROM desk_conversation WHERE site = ? AND assignee = ? LIMIT ?",
            this::read,
            site,
            person,
            limit);
  }

  /** What an agent was given and is not done. */
  List<Conversation> undoneOf(Tx tx, String site, String person, int limit) {
    return SqlTx.of(tx)
        .query(
            "SELECT "
                + COLUMNS
                + " FROM desk_conversation"
                + " WHERE site = ? AND assignee = ? AND status <> 'resolved' LIMIT ?",
            this::read,
            site,
            person,
            limit);
  }

  /** What an agent was given and is not done, of those that are encrypted. */
  List<String> encryptedOf(Tx tx, String site, String person) {
    return SqlTx.of(tx)
        .query(
            """
            SELECT room FROM desk_conversation
            WHERE site = ? AND assignee = ? AND status <> 'resolved' AND encrypted = ?
            ORDER BY at DESC LIMIT 100\
            """,
            row -> row.getString(1),
            site,
            person,
            true);
  }

  List<Conversation> ofCustomer(Tx tx, String site, String customer, int limit) {
    return SqlTx.of(tx)
        .query(
            "SELECT " + COLUMNS + " FROM desk_conversation WHERE site = ? AND customer = ? LIMIT ?",
            this::read,
            site,
            customer,
            limit);
  }

  /** The newest message says something else. */
  void saysNow(Tx tx, String site, String room, Conversation.Last last) {
    SqlTx.of(tx)
        .update(
            "UPDATE desk_conversation SET last_from = ?, last_text = ? WHERE site = ? AND room = ?",
            last.from(),
            last.text(),
            site,
            room);
  }

  void hand(Tx tx, String site, String from, Person to) {
    SqlTx.of(tx)
        .update(
            """
            UPDATE desk_conversation SET customer = ?, customer_role = ?, customer_name = ?
            WHERE site = ? AND customer = ?\
            """,
            to.id(),
            to.role(),
            to.name(),
            site,
            from);
  }

  // ---- rows

  Conversation read(ResultSet row) throws SQLException {
    int stars = row.getInt("stars");
    boolean rated = !row.wasNull();
    return new Conversation(
        row.getString("room"),
        Status.of(row.getString("status")),
        new Person(
            row.getString("customer"),
            row.getString("customer_role"),
            row.getString("customer_name")),
        row.getString("email"),
        row.getString("topic"),
        codec.read(new Json(row.getString("answers")), Answers.class).answers(),
        row.getString("team"),
        row.getString("skill"),
        assignee(row),
        Rows.nullableInstant(row, "waiting_since"),
        Rows.nullableInstant(row, "snoozed_until"),
        rated ? stars : null,
        row.getString("remark"),
        row.getBoolean("encrypted"),
        last(row),
        row.getLong("messages"),
        Rows.instant(row, "opened_at"),
        Rows.instant(row, "at"));
  }

  private static @Nullable Person assignee(ResultSet row) throws SQLException {
    String id = row.getString("assignee");
    return id == null
        ? null
        : new Person(id, row.getString("assignee_role"), row.getString("assignee_name"));
  }

  private static Conversation.@Nullable Last last(ResultSet row) throws SQLException {
    String from = row.getString("last_from");
    return from == null ? null : new Conversation.Last(from, row.getString("last_text"));
  }
}
