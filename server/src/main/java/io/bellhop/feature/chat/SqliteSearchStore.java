package io.bellhop.feature.chat;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.List;

/** The words in SQLite: FTS5, which keeps no text of its own. */
final class SqliteSearchStore extends SearchStore {
  private static final String CANDIDATES =
      """
      SELECT rowid FROM chat_words WHERE chat_words MATCH ? AND rowid < ?
      ORDER BY rowid DESC LIMIT ?\
      """;

  SqliteSearchStore(SqlLedger ledger, MessageStore messages) {
    super(ledger, messages);
  }

  @Override
  void insertWords(Tx tx, long id, String words) {
    SqlTx.of(tx).insert("INSERT INTO chat_words (rowid, text) VALUES (?, ?)", id, words);
  }

  @Override
  void deleteWords(Tx tx, long id) {
    SqlTx.of(tx).update("DELETE FROM chat_words WHERE rowid = ?", id);
  }

  @Override
  List<Long> candidates(String match, long before, int limit) {
    return ledger.query(CANDIDATES, row -> row.getLong(1), match, before, limit);
  }

  @Override
  String match(List<String> words, List<String> places) {
    String all = Words.joined(words, "\"", "\"", " AND ") + "*";
    return places.isEmpty() ? all : all + " AND (" + Words.joined(places, "\"", "\"", " OR ") + ")";
  }
}
