package io.bellhop.feature.chat;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.List;

/**
 * The words in PostgreSQL: a tsvector with a GIN index. That finds what is rare at once, but sorts
 * all of what is common; among the newest that is found soon enough one by one. Both are asked in
 * this order, whatever the planner believes a word's frequency to be.
 */
final class PostgresqlSearchStore extends SearchStore {
  private static final String NEWEST =
      """
      SELECT id FROM (
        SELECT id, words FROM chat_words WHERE id < ? ORDER BY id DESC LIMIT 20000) AS newest
      WHERE words @@ CAST(? AS tsquery) ORDER BY id DESC LIMIT ?\
      """;

  /** By the sums, so that the primary key is of no use. */
  private static final String ALL =
      """
      SELECT id FROM chat_words WHERE words @@ CAST(? AS tsquery) AND id + 0 < ?
      ORDER BY id + 0 DESC LIMIT ?\
      """;

  PostgresqlSearchStore(SqlLedger ledger, MessageStore messages) {
    super(ledger, messages);
  }

  @Override
  void insertWords(Tx tx, long id, String words) {
    SqlTx.of(tx)
        .insert(
            """
            INSERT INTO chat_words (id, words)
            VALUES (?, array_to_tsvector(string_to_array(?, ' ')))\
            """,
            id,
            words);
  }

  @Override
  void deleteWords(Tx tx, long id) {
    SqlTx.of(tx).update("DELETE FROM chat_words WHERE id = ?", id);
  }

  @Override
  List<Long> candidates(String match, long before, int limit) {
    List<Long> newest = ledger.query(NEWEST, row -> row.getLong(1), before, match, limit);
    return newest.size() == limit
        ? newest
        : ledger.query(ALL, row -> row.getLong(1), match, before, limit);
  }

  @Override
  String match(List<String> words, List<String> places) {
    String all = Words.joined(words, "'", "'", " & ") + ":*";
    return places.isEmpty() ? all : all + " & (" + Words.joined(places, "'", "'", " | ") + ")";
  }
}
