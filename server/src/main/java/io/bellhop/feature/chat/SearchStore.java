package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The index of what was said. Which messages are in it, in which order, is the same for all
 * databases; how the words are kept and found is what {@link SqliteSearchStore} and {@link
 * PostgresqlSearchStore} say.
 */
abstract class SearchStore {
  /**
   * What is looked for.
   *
   * @param room empty for all that the reader may enter
   * @param from whose messages; empty for all
   * @param before found earlier than this id
   */
  record Query(
      Set<String> words, String room, String from, Instant since, Instant until, long before) {}

  /** A message that was found; later ones have greater ids. */
  record Found(long id, String room, Message message) {}

  private final SqlLedger ledger;
  private final MessageStore messages;

  SearchStore(SqlLedger ledger, MessageStore messages) {
    this.ledger = ledger;
    this.messages = messages;
  }

  /** Adds the words under a new id; may be written later. */
  abstract void insertWords(Tx tx, long id, Set<String> words);

  /** Removes the words under an id. */
  abstract void deleteWords(Tx tx, long id);

  /** A FROM and WHERE with one parameter, {@link #match}, that give {@code words.id}. */
  abstract String matching();

  /** All of the words, or longer ones that begin so. */
  abstract String match(Set<String> words);

  /** The id of the newest message that is in it. */
  long newest(Tx tx) {
    return SqlTx.of(tx)
        .query("SELECT COALESCE(MAX(id), 0) FROM chat_searchable", row -> row.getLong(1))
        .getFirst();
  }

  /** Adds a message that is not in it. */
  void add(Tx tx, long id, Channel room, long message, Set<String> words) {
    SqlTx.of(tx)
        .insert(
            "INSERT INTO chat_searchable (id, site, room, message_offset) VALUES (?, ?, ?, ?)",
            id,
            room.site(),
            room.id(),
            message);
    insertWords(tx, id, words);
  }

  Optional<Long> id(Tx tx, Channel room, long message) {
    return SqlTx.of(tx)
        .query(
            "SELECT id FROM chat_searchable WHERE site = ? AND room = ? AND message_offset = ?",
            row -> row.getLong(1),
            room.site(),
            room.id(),
            message)
        .stream()
        .findFirst();
  }

  void remove(Tx tx, long id) {
    deleteWords(tx, id);
    SqlTx.of(tx).update("DELETE FROM chat_searchable WHERE id = ?", id);
  }

  /** What the reader may see of it, newest first. */
  List<Found> find(Principal reader, Query query, int limit) {
    Stream<Object> parameters =
        Stream.concat(
            Stream.of(
                reader.id(),
                match(query.words()),
                query.before(),
                reader.site(),
                query.room(),
                query.room(),
                query.from(),
                query.from(),
                query.since(),
                query.until()),
            Stream.concat(Stream.of(Access.parameters(reader.role())), Stream.of(limit)));
    return ledger.query(
        select(),
        row ->
            new Found(
                row.getLong("id"),
                row.getString("found_room"),
                messages.mapper().map(row).message()),
        parameters.toArray());
  }

  private String select() {
    return "SELECT words.id, found.room AS found_room, "
        + MessageStore.COLUMNS
        + """
        FROM chat_searchable AS found
        JOIN chat_room AS room ON room.site = found.site AND room.room = found.room
        JOIN chat_message AS message ON message.site = found.site AND message.room = found.room
          AND message.message_offset = found.message_offset
        LEFT JOIN chat_grant AS granted ON granted.site = found.site
          AND granted.room = found.room AND granted.person = ?
        """
        + matching()
        + """
         AND found.id < ? AND found.site = ? AND (? = '' OR found.room = ?)
        AND (? = '' OR message.sender = ?) AND message.at >= ? AND message.at < ?
        AND message.deleted = 0 AND
        """
        + Access.CONDITION
        + " ORDER BY words.id DESC LIMIT ?";
  }
}
