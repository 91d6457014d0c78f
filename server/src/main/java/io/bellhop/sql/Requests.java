package io.bellhop.sql;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The requests that were answered before, as far as they concern one group of writes. */
final class Requests {
  private record Answered(RequestKey hash, Json answer) {}

  private record Row(RequestKey key, Answered answered) {}

  private final Dialect dialect;
  private final Statements statements;
  private final Map<RequestKey, Answered> answered = new HashMap<>();

  Requests(Dialect dialect, Statements statements) {
    this.dialect = dialect;
    this.statements = statements;
  }

  /** Looks up the keys of the writes, all at once. */
  void load(Stream<? extends Write<?>> writes) throws SQLException {
    List<RequestKey> keys =
        writes.map(Write::key).filter(Objects::nonNull).map(Write.Key::key).distinct().toList();
    if (!keys.isEmpty()) {
      Object parameter = dialect.keys(statements.connection(), keys);
      statements
          .query(dialect.requestsByKey(), Requests::row, parameter)
          .forEach(row -> answered.put(row.key(), row.answered()));
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        RequestKey.of(row.getBytes(1)),
        new Answered(RequestKey.of(row.getBytes(2)), new Json(row.getString(3))));
  }

  void add(Write.@Nullable Key<?> key, @Nullable Json answer) {
    if (key != null && answer != null) {
      answered.put(key.key(), new Answered(key.hash(), answer));
    }
  }

  /** The outcome of a request that was made before; null if it was not. */
  <R> @Nullable Outcome<R> outcome(Write.@Nullable Key<R> key) {
    Answered before = key == null ? null : answered.get(key.key());
    if (key == null || before == null) {
      return null;
    }
    return before.hash().equals(key.hash())
        ? new Outcome.Repeated<>(before.answer(), key.type())
        : new Outcome.Failed<>(
            new BellhopException(
                ErrorCode.IDEMPOTENCY_MISMATCH, "the key was used with another request"));
  }
}
