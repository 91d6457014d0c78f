package io.bellhop.feature.chat;

import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.List;
import java.util.Set;

/** The words in PostgreSQL: a tsvector with a GIN index. */
final class PostgresqlSearchStore extends SearchStore {
  PostgresqlSearchStore(SqlLedger ledger, MessageStore messages) {
    super(ledger, messages);
  }

  @Override
  void insertWords(Tx tx, long id, Set<String> words, String place) {
    SqlTx.of(tx)
        .insert(
            """
            INSERT INTO chat_words (id, words)
            VALUES (?, array_to_tsvector(string_to_array(?, ' ')))\
            """,
            id,
            Words.joined(words, "", "", " ") + " " + place);
  }

  @Override
  void deleteWords(Tx tx, long id) {
    SqlTx.of(tx).update("DELETE FROM chat_words WHERE id = ?", id);
  }

  @Override
  String candidates() {
    return """
    SELECT id FROM chat_words WHERE words @@ CAST(? AS tsquery) AND id < ?
    ORDER BY id DESC LIMIT ?\
    """;
  }

  @Override
  String match(List<String> words, List<String> places) {
    String all = Words.joined(words, "'", "'", " & ") + ":*";
    return places.isEmpty() ? all : all + " & (" + Words.joined(places, "'", "'", " | ") + ")";
  }
}
