package io.bellhop.feature.chat;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.Set;

/** The words in SQLite: FTS5, which keeps no text of its own. */
final class SqliteSearchStore extends SearchStore {
  SqliteSearchStore(SqlLedger ledger, MessageStore messages) {
    super(ledger, messages);
  }

  @Override
  void insertWords(Tx tx, long id, Set<String> words) {
    SqlTx.of(tx)
        .insert(
            "INSERT INTO chat_words (rowid, text) VALUES (?, ?)",
            id,
            Words.joined(words, "", "", " "));
  }

  @Override
  void deleteWords(Tx tx, long id) {
    SqlTx.of(tx).update("DELETE FROM chat_words WHERE rowid = ?", id);
  }

  /** The join from the words outwards, in the order of their ids. */
  @Override
  String matching() {
    return """
    CROSS JOIN (SELECT rowid AS id FROM chat_words WHERE chat_words MATCH ?) AS words
    WHERE words.id = found.id\
    """;
  }

  @Override
  String match(Set<String> words) {
    return Words.joined(words, "\"", "\"*", " ");
  }
}
