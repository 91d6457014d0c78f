package io.bellhop.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections for reads, apart from the writer's: a bounded number, opened when needed, waited
 * for a bounded time. A read that meets a connection lost while it was idle is repeated on a new
 * one. Thread-safe.
 */
final class Readers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
  private static final long WAIT_SECONDS = 5;

  private final Dialect dialect;
  private final Semaphore free;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Dialect dialect) {
    this.dialect = dialect;
    this.free = new Semaphore(dialect.readers());
  }

  /**
   * @throws io.bellhop.protocol.BellhopException unavailable if no connection is free in time or
   *     the database is not there
   */
  <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    acquire();
    try {
      return read(connection -> Rows.query(connection, sql, mapper, parameters));
    } catch (SQLException e) {
      throw dialect.trouble(e).told(e);
    } finally {
      free.release();
    }
  }

  private void acquire() {
    try {
      if (!closed && free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Trouble.unavailable("no connection is free for reading");
  }

  private <T> T read(Reading<T> reading) throws SQLException {
    Connection pooled = idle.pollFirst();
    if (pooled != null) {
      try {
        return use(pooled, reading);
      } catch (SQLException e) {
        if (dialect.trouble(e) != Trouble.LOST) {
          throw e;
        }
        closeIdle();
      }
    }
    return use(open(), reading);
  }

  private Connection open() {
    try {
      return dialect.reader();
    } catch (SQLException e) {
      throw Trouble.EXHAUSTED.told(e);
    }
  }

  private <T> T use(Connection connection, Reading<T> reading) throws SQLException {
    boolean good = false;
    try {
      T result = reading.on(connection);
      good = !closed;
      return result;
    } finally {
      if (good) {
        idle.addFirst(connection);
      } else {
        close(connection);
      }
    }
  }

  private void closeIdle() {
    for (Connection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
      close(each);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("cannot close", e);
    }
  }

  /** Waits for reads under way, a bounded time. */
  @Override
  public void close() {
    closed = true;
    try {
      if (free.tryAcquire(dialect.readers(), WAIT_SECONDS, TimeUnit.SECONDS)) {
        free.release(dialect.readers());
      } else {
        LOG.warn("closed while reads were under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeIdle();
  }

  @FunctionalInterface
  private interface Reading<T> {
    T on(Connection connection) throws SQLException;
  }
}
