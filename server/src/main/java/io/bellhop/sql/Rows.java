package io.bellhop.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in and out of rows: times are epoch milliseconds. */
public final class Rows {
  private Rows() {}

  /** A time that is never null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  public static @Nullable Instant nullableInstant(ResultSet row, String column)
      throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  /** Binds long, int, String, byte[], boolean, {@link Instant}, null and the driver's own types. */
  static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      bind(statement, i + 1, parameters[i]);
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setObject(index, null);
      case String text -> statement.setString(index, text);
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Boolean truth -> statement.setBoolean(index, truth);
      case Instant time -> statement.setLong(index, time.toEpochMilli());
      default -> statement.setObject(index, value);
    }
  }

  static <T> List<T> query(
      Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return query(statement, mapper, parameters);
    }
  }

  static <T> List<T> query(
      PreparedStatement statement, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    bind(statement, parameters);
    try (ResultSet row = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (row.next()) {
        found.add(mapper.map(row));
      }
      return found;
    }
  }
}
