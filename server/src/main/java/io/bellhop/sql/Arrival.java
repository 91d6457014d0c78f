package io.bellhop.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a database that is not there yet: after a power cut all start at once. */
final class Arrival {
  private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
  private static final Backoff AGAIN = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final Dialect dialect;
  private final long end;

  /**
   * @param patience how long it may take
   */
  Arrival(Dialect dialect, Duration patience) {
    this.dialect = dialect;
    this.end = System.nanoTime() + patience.toNanos();
  }

  /**
   * Returns once the database lets this server in.
   *
   * @throws SQLException if it refuses, which waiting does not mend, or is not there in time
   */
  void await() throws SQLException {
    int failures = 0;
    while (!isThere(++failures)) {
      pause(AGAIN.after(failures));
    }
  }

  private boolean isThere(int failures) throws SQLException {
    try {
      dialect.connect().close();
      return true;
    } catch (SQLException e) {
      if (dialect.trouble(e) != Trouble.LOST || System.nanoTime() > end) {
        throw e;
      }
      if (failures == 1) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime());
        LOG.warn(
            "{} is not there: {} Trying again for {} s.", dialect.name(), e.getMessage(), seconds);
      }
      return false;
    }
  }

  private static void pause(Duration pause) throws SQLException {
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new SQLException("interrupted while the database was awaited");
    }
  }
}
