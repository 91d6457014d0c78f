package io.bellhop.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the current row; must not move the cursor. */
@FunctionalInterface
public interface RowMapper<T> {
  T map(ResultSet row) throws SQLException;
}
