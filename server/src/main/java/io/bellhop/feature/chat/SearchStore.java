package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The index of what was said. Which messages are in it, in which order, is the same for all
 * databases; how the words are kept and found is what {@link SqliteSearchStore} and {@link
 * PostgresqlSearchStore} say.
 */
abstract class SearchStore {
  /** Candidates are looked at so many at a time, and so often at most in one call. */
  private static final int AT_A_TIME = 200;

  private static final int ROUNDS = 25;

  /** Within so many rooms the words are looked for there; beyond it everywhere, newest first. */
  private static final int FEW_ROOMS = 50;

  private static final String FEW =
      """
      SELECT room FROM chat_grant WHERE site = ? AND person = ?
      UNION SELECT room FROM chat_room WHERE site = ? AND kind = 'open' LIMIT ?\
      """;

  /** The site as an expression, so that the ids lead to the rows and not the site's index. */
  private static final String SELECT =
      "SELECT found.id, found.room AS found_room, "
          + MessageStore.COLUMNS
          + """
          FROM chat_searchable AS found
          CROSS JOIN chat_room AS room
          CROSS JOIN chat_message AS message
          LEFT JOIN chat_grant AS granted ON granted.site = found.site
            AND granted.room = found.room AND granted.person = ?
          WHERE room.site = found.site AND room.room = found.room
            AND message.site = found.site AND message.room = found.room
            AND message.message_offset = found.message_offset
            AND found.site || '' = ? AND (? = '' OR message.sender = ?)
            AND message.at >= ? AND message.at < ? AND message.deleted = 0 AND
          """
          + Access.CONDITION
          + " AND found.id IN (?"
          + ", ?".repeat(AT_A_TIME - 1)
          + ") ORDER BY found.id DESC";

  /**
   * What is looked for.
   *
   * @param rooms where; empty for everywhere that the reader may enter
   * @param from whose messages; empty for all
   * @param before found earlier than this id
   */
  record Query(
      Set<String> words,
      Set<String> rooms,
      String from,
      Instant since,
      Instant until,
      long before) {}

  /** A message that was found; later ones have greater ids. */
  record Found(long id, String room, Message message) {}

  /**
   * @param next where to go on; 0 if that was all
   */
  record Page(List<Found> found, long next) {}

  final SqlLedger ledger;
  private final MessageStore messages;

  SearchStore(SqlLedger ledger, MessageStore messages) {
    this.ledger = ledger;
    this.messages = messages;
  }

  /**
   * Adds words under a new id; may be written later.
   *
   * @param words as of {@link #words}
   */
  abstract void insertWords(Tx tx, long id, String words);

  /** Removes the words under an id. */
  abstract void deleteWords(Tx tx, long id);

  /** The ids of a match, which are below another id, newest first, so many at most. */
  abstract List<Long> candidates(String match, long before, int limit);

  /** All of the words, the last one also as a beginning, in one of the places if there are any. */
  abstract String match(List<String> words, List<String> places);

  /** The id of the newest message that is in it. */
  long newest(Tx tx) {
    return SqlTx.of(tx)
        .query("SELECT COALESCE(MAX(id), 0) FROM chat_searchable", row -> row.getLong(1))
        .getFirst();
  }

  /** Adds a message that is not in it. */
  void add(Tx tx, long id, Channel room, long message, String words) {
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

  /** Removes the messages of a room up to an offset. */
  void removeUpTo(Tx tx, Channel room, long message) {
    SqlTx.of(tx)
        .query(
            "SELECT id FROM chat_searchable WHERE site = ? AND room = ? AND message_offset <= ?",
            row -> row.getLong(1),
            room.site(),
            room.id(),
            message)
        .forEach(id -> remove(tx, id));
  }

  /** What the reader may see of it, newest first. */
  Page find(Principal reader, Query query, int limit) {
    String match =
        match(
            List.copyOf(query.words()),
            places(reader, query).stream().map(room -> place(reader.site(), room)).toList());
    List<Found> found = new ArrayList<>();
    long before = query.before();
    for (int round = 0; round < ROUNDS && found.size() < limit; round++) {
      List<Long> ids = candidates(match, before, AT_A_TIME);
      found.addAll(visible(reader, query, ids));
      before = ids.size() < AT_A_TIME ? 0 : ids.getLast();
      if (before == 0) {
        break;
      }
    }
    return found.size() > limit
        ? new Page(found.subList(0, limit), found.get(limit - 1).id())
        : new Page(found, before);
  }

  private List<Found> visible(Principal reader, Query query, List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Object> parameters = new ArrayList<>();
    parameters.addAll(List.of(reader.id(), reader.site(), query.from(), query.from()));
    parameters.addAll(List.of(query.since(), query.until()));
    parameters.addAll(List.of(Access.parameters(reader.role())));
    parameters.addAll(ids);
    parameters.addAll(Collections.nCopies(AT_A_TIME - ids.size(), ids.getLast()));
    return ledger.query(
        SELECT,
        row ->
            new Found(
                row.getLong("id"),
                row.getString("found_room"),
                messages.mapper().map(row).message()),
        parameters.toArray());
  }

  /** Where to look: the rooms asked for, or those of an outsider who knows only a few. */
  private Set<String> places(Principal reader, Query query) {
    if (!query.rooms().isEmpty() || Role.TEAM.contains(reader.role())) {
      return query.rooms();
    }
    List<String> few =
        ledger.query(
            FEW, row -> row.getString(1), reader.site(), reader.id(), reader.site(), FEW_ROOMS + 1);
    return few.size() > FEW_ROOMS ? Set.of() : Set.copyOf(few);
  }

  /**
   * The words of a text with a blank between them, and one that names the room, so that they can be
   * looked for there alone; empty if there are none.
   */
  static String words(Channel room, @Nullable String text) {
    Set<String> words = Words.of(text);
    return words.isEmpty() ? "" : String.join(" ", words) + " " + place(room.site(), room.id());
  }

  /** One word that no text is likely to have, for a room. */
  static String place(String site, String room) {
    return "in"
        + Digests.of(site + " " + room).replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
