package io.bellhop.feature.desk;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads conversations by queue, by customer and by how long they wait. */
final class QueueStore {
  private static final String OF_CUSTOMER =
      "SELECT "
          + ConversationStore.COLUMNS
          + " FROM desk_conversation WHERE site = ? AND customer = ? ORDER BY at DESC LIMIT ?";
  private static final String WAITING =
      "SELECT "
          + ConversationStore.COLUMNS
          + """
           FROM desk_conversation
          WHERE site = ? AND status = 'open' AND assignee IS NULL
            AND (COALESCE(team, ''), COALESCE(skill, '')) IN (VALUES %s)
          ORDER BY COALESCE(waiting_since, at), room LIMIT ?\
          """;

  private final SqlLedger ledger;
  private final ConversationStore conversations;

  QueueStore(SqlLedger ledger, ConversationStore conversations) {
    this.ledger = ledger;
    this.conversations = conversations;
  }

  List<Conversation> ofCustomer(String site, String customer, int limit) {
    return ledger.query(OF_CUSTOMER, conversations::read, site, customer, limit);
  }

  /** A page of a queue, the last changed first. */
  List<Conversation> page(
      String site, Queue queue, String caller, @Nullable String team, Before before, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(site));
    parameters.addAll(queue.parameters(caller));
    if (team != null) {
      parameters.add(team);
    }
    parameters.addAll(List.of(before.at(), before.room(), limit));
    return ledger.query(
        "SELECT "
            + ConversationStore.COLUMNS
            + " FROM desk_conversation WHERE site = ? AND "
            + queue.condition()
            + (team == null ? "" : " AND team = ?")
            + " AND (at, room) < (?, ?) ORDER BY at DESC, room DESC LIMIT ?",
        conversations::read,
        parameters.toArray());
  }

  /** Where a page ends: the next has what is older. */
  record Before(Instant at, String room) {}

  long count(String site, Queue queue, String caller) {
    return ledger
        .query(
            "SELECT COUNT(*) AS found FROM desk_conversation WHERE site = ? AND "
                + queue.condition(),
            result -> result.getLong("found"),
            Stream.concat(Stream.of(site), queue.parameters(caller).stream()).toArray())
        .getFirst();
  }

  /** What work it is; for nobody in particular where both are null. */
  record Kind(@Nullable String team, @Nullable String skill) {}

  /** The kinds of what is open and assigned to nobody. */
  List<Kind> kindsWaiting(Tx tx, String site) {
    return SqlTx.of(tx)
        .query(
            """
            SELECT DISTINCT team, skill FROM desk_conversation
            WHERE site = ? AND status = 'open' AND assignee IS NULL\
            """,
            row -> new Kind(row.getString("team"), row.getString("skill")),
            site);
  }

  /** Open and assigned to nobody, of some kinds, the longest waiting first. */
  List<Conversation> waiting(Tx tx, String site, List<Kind> kinds, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(site));
    for (Kind kind : kinds) {
      parameters.add(Objects.requireNonNullElse(kind.team, ""));
      parameters.add(Objects.requireNonNullElse(kind.skill, ""));
    }
    parameters.add(limit);
    String values = String.join(", ", Collections.nCopies(kinds.size(), "(?, ?)"));
    return SqlTx.of(tx).query(WAITING.formatted(values), conversations::read, parameters.toArray());
  }

  /** How long the customers of the newest answered conversations waited for the first reply. */
  List<Duration> firstReplies(String site, Instant since, int limit) {
    return ledger.query(
        """
        SELECT opened_at, replied_at FROM desk_conversation
        WHERE site = ? AND replied_at >= ? ORDER BY replied_at DESC LIMIT ?\
        """,
        result -> Duration.ofMillis(result.getLong("replied_at") - result.getLong("opened_at")),
        site,
        since,
        limit);
  }
}
