package io.bellhop.sql;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the ledger keeps its data and how much it takes in.
 *
 * @param queue how many writes may wait; one more is refused as {@code unavailable}
 * @param timeout how long a caller waits for its commit
 */
public record SqlSettings(Store store, int queue, Duration timeout) {
  private static final int QUEUE = 8_192;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The database. */
  public sealed interface Store {
    /** Embedded, in a folder of its own; one server at a time. */
    record Sqlite(Path folder) implements Store {}

    /**
     * A PostgreSQL 13 or newer, shared by any number of servers.
     *
     * @param url {@code jdbc:postgresql://host/database}
     * @param readers how many connections serve reads; the writer has one of its own
     */
    record Postgresql(String url, String user, String password, int readers) implements Store {
      @Override
      public String toString() {
        return "Postgresql[" + url.replaceFirst("\\?.*", "") + ", " + user + "]";
      }
    }
  }

  public static SqlSettings sqlite(Path folder) {
    return new SqlSettings(new Store.Sqlite(folder), QUEUE, TIMEOUT);
  }

  public static SqlSettings postgresql(String url, String user, String password, int readers) {
    return new SqlSettings(new Store.Postgresql(url, user, password, readers), QUEUE, TIMEOUT);
  }

  public SqlSettings withQueue(int size) {
    return new SqlSettings(store, size, timeout);
  }

  public SqlSettings withTimeout(Duration wait) {
    return new SqlSettings(store, queue, wait);
  }
}
