package io.bellhop.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's connection, which may be lost and opened again. Confined to the writer thread. */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final int PROBE_SECONDS = 2;

  private final Dialect dialect;
  private @Nullable Statements statements;

  Session(Dialect dialect) {
    this.dialect = dialect;
  }

  boolean isOpen() {
    return statements != null;
  }

  /** The connection, opened if need be. */
  Statements open() throws SQLException {
    if (statements == null) {
      statements = new Statements(dialect.connect());
    }
    return statements;
  }

  /** Finds out whether an idle connection is still good. */
  void probe() {
    try {
      if (statements != null && !statements.connection().isValid(PROBE_SECONDS)) {
        close();
      } else {
        rollback();
      }
    } catch (SQLException e) {
      LOG.debug("the connection is gone", e);
      close();
    }
  }

  /** Lets the database do what it needs between transactions. */
  void tidy() {
    try {
      if (statements != null) {
        dialect.tidy(statements.connection());
      }
    } catch (SQLException e) {
      LOG.warn("the database could not be tidied", e);
      close();
    }
  }

  void commit() throws SQLException, OutcomeUnknown {
    try {
      open().connection().commit();
    } catch (SQLException e) {
      if (dialect.trouble(e) == Trouble.LOST) {
        throw new OutcomeUnknown(e);
      }
      throw e;
    }
  }

  /** Goes back to a clean state, with another connection if this one cannot. */
  void rollback() {
    try {
      if (statements != null) {
        statements.connection().rollback();
      }
    } catch (SQLException e) {
      LOG.debug("cannot roll back", e);
      close();
    }
  }

  @Override
  public void close() {
    Statements closing = statements;
    statements = null;
    try {
      if (closing != null) {
        closing.close();
      }
    } catch (SQLException e) {
      LOG.debug("cannot close", e);
    }
  }
}
