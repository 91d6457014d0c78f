package io.bellhop.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The writer's connection with its prepared statements. Confined to the writer thread. */
final class Statements implements AutoCloseable {
  private static final int KEPT = 256;

  private final Connection connection;
  private final SequencedMap<String, PreparedStatement> prepared =
      new LinkedHashMap<>(KEPT, 0.75f, true);

  Statements(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    return Rows.query(prepare(sql), mapper, parameters);
  }

  int update(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = prepare(sql);
    Rows.bind(statement, parameters);
    return statement.executeUpdate();
  }

  /** Runs the statement for each row, in as few round trips as the driver can. */
  int[] batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    PreparedStatement statement = prepare(sql);
    try {
      for (@Nullable Object[] row : rows) {
        Rows.bind(statement, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    } finally {
      statement.clearBatch();
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
      closeEldest();
    }
    return statement;
  }

  private void closeEldest() throws SQLException {
    if (prepared.size() > KEPT) {
      prepared.pollFirstEntry().getValue().close();
    }
  }

  /** Closes the connection; the statements go with it. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
