package io.bellhop.sql;

import java.sql.SQLException;

/** The connection broke during the commit: it may have happened or not. */
final class OutcomeUnknown extends Exception {
  OutcomeUnknown(SQLException cause) {
    super("the connection broke during the commit", cause);
  }
}
