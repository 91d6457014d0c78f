package io.bellhop.feature.chat;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.Set;

/** The words in PostgreSQL: a tsvector with a GIN index. */
final class PostgresqlSearchStore extends SearchStore {
  PostgresqlSearchStore(SqlLedger ledger, MessageStore messages) {
    super(ledger, messages);
  }

  @Override
  void insertWords(Tx tx, long id, Set<String> words) {
    SqlTx.of(tx)
        .insert(
            """
            INSERT INTO chat_words (id, words)
            VALUES (?, array_to_tsvector(string_to_array(?, ' ')))\
            """,
            id,
            Words.joined(words, "", "", " "));
  }

  @Override
  void deleteWords(Tx tx, long id) {
    SqlTx.of(tx).update("DELETE FROM chat_words WHERE id = ?", id);
  }

  @Override
  String matching() {
    return """
    CROSS JOIN chat_words AS words
    WHERE words.words @@ CAST(? AS tsquery) AND words.id = found.id\
    """;
  }

  @Override
  String match(Set<String> words) {
    return Words.joined(words, "'", "':*", " & ");
  }
}
