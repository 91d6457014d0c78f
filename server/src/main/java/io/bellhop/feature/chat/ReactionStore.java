package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of reactions; how many there are is with the message. */
final class ReactionStore {
  private static final String ADD =
      """
      INSERT INTO chat_reaction (site, room, message_offset, emoji, person)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
      """;

  private static final String REMOVE =
      """
      DELETE FROM chat_reaction
      WHERE site = ? AND room = ? AND message_offset = ? AND emoji = ? AND person = ?\
      """;

  private static final String GIVERS =
      """
      SELECT person FROM chat_reaction
      WHERE site = ? AND room = ? AND message_offset = ? AND emoji = ? ORDER BY person LIMIT ?\
      """;

  private static final String GIVEN =
      """
      SELECT message_offset, emoji FROM chat_reaction WHERE site = ? AND room = ? AND person = ?
      ORDER BY message_offset, emoji\
      """;

  static final String OWN =
      """
      SELECT message_offset, emoji FROM chat_reaction
      WHERE site = ? AND room = ? AND person = ? AND message_offset BETWEEN ? AND ?\
      """;

  /** An emoji that somebody gave to a message. */
  record Given(long message, String emoji) {}

  private record Own(long message, String emoji) {}

  private final SqlLedger ledger;

  ReactionStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  /** Gives or takes back an emoji; false if that was so already. */
  boolean set(Tx tx, Channel room, long message, String emoji, String person, boolean on) {
    return SqlTx.of(tx).update(on ? ADD : REMOVE, room.site(), room.id(), message, emoji, person)
        == 1;
  }

  List<String> givers(Tx tx, Channel room, long message, String emoji, int limit) {
    return SqlTx.of(tx)
        .query(GIVERS, row -> row.getString(1), room.site(), room.id(), message, emoji, limit);
  }

  /** What a person gave in a room. */
  List<Given> given(Channel room, String person, int limit) {
    return ledger.query(
        GIVEN + " LIMIT ?", ReactionStore::given, room.site(), room.id(), person, limit);
  }

  List<Given> given(Tx tx, Channel room, String person) {
    return SqlTx.of(tx).query(GIVEN, ReactionStore::given, room.site(), room.id(), person);
  }

  private static Given given(ResultSet row) throws SQLException {
    return new Given(row.getLong(1), row.getString(2));
  }

  /** Counts an emoji of a message anew, from its rows. */
  void recount(Tx tx, Channel room, MessageStore messages, Given given) {
    messages
        .find(tx, room, given.message())
        .ifPresent(stored -> {
          List<String> by = givers(tx, room, given.message(), given.emoji(), Reactions.SHOWN);
          int count = count(tx, room, given);
          Reactions.Count now = new Reactions.Count(given.emoji(), count, by);
          messages.react(tx, room, given.message(), stored.reactions().with(now));
        });
  }

  private static int count(Tx tx, Channel room, Given given) {
    return SqlTx.of(tx)
        .query(
            """
            SELECT COUNT(*) FROM chat_reaction
            WHERE site = ? AND room = ? AND message_offset = ? AND emoji = ?\
            """,
            row -> row.getInt(1),
            room.site(),
            room.id(),
            given.message(),
            given.emoji())
        .getFirst();
  }

  void removeAll(Tx tx, Channel room, long message) {
    SqlTx.of(tx)
        .update(
            "DELETE FROM chat_reaction WHERE site = ? AND room = ? AND message_offset = ?",
            room.site(),
            room.id(),
            message);
  }

  /** The emoji that a person gave to the messages of a page. */
  Map<Long, Set<String>> of(Channel room, String person, long first, long last) {
    return ledger
        .query(
            OWN,
            row -> new Own(row.getLong(1), row.getString(2)),
            room.site(),
            room.id(),
            person,
            first,
            last)
        .stream()
        .collect(
            Collectors.groupingBy(
                Own::message, Collectors.mapping(Own::emoji, Collectors.toSet())));
  }
}
