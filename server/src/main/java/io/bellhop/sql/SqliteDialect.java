package io.bellhop.sql;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite in one file, with a write-ahead log that is flushed at every commit. */
final class SqliteDialect implements Dialect {
  private static final int READERS = 4;
  private static final int CACHE_KIB = 64 * 1024;
  private static final int READER_CACHE_KIB = 8 * 1024;
  private static final int CHECKPOINT_PAGES = 10_000;
  private static final long WAL_BYTES = 64L << 20;
  private static final int BUSY_MILLIS = 5_000;
  private static final int TIDY_MILLIS = 20;

  private final FolderLock lock;
  private final String url;
  private final File log;
  private final long mostLog;

  /** The size of the log at which it is next tried to begin it anew. */
  private long tidyAt;

  SqliteDialect(Path folder) {
    this(folder, 4 * WAL_BYTES);
  }

  /**
   * @param mostLog bytes of the write-ahead log from which on it is made to begin anew
   */
  SqliteDialect(Path folder, long mostLog) {
    lock = new FolderLock(folder);
    unpackDriverIn(folder.resolve("tmp"));
    url = JDBC.PREFIX + folder.resolve("bellhop.db").toAbsolutePath();
    log = folder.resolve("bellhop.db-wal").toFile();
    this.mostLog = mostLog;
    this.tidyAt = mostLog;
  }

  /** The driver unpacks its native part; the common temporary folder may forbid running it. */
  static void unpackDriverIn(Path folder) {
    try {
      Files.createDirectories(folder);
      System.setProperty("org.sqlite.tmpdir", folder.toAbsolutePath().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public String newestMigration() {
    return "12";
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public DataSource database() {
    return database(CACHE_KIB);
  }

  private DataSource database(int cacheKib) {
    SQLiteDataSource database = new SQLiteDataSource(config(cacheKib));
    database.setUrl(url);
    return database;
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = database().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  /**
   * SQLite begins its log anew only at a moment without readers, which a busy server may not have
   * for long: the log grows, and every read through it gets slower. So it is made to wait for one,
   * briefly; behind a long read it is tried again when the log has grown by a quarter.
   */
  @Override
  public void tidy(Connection connection) throws SQLException {
    long size = log.length();
    if (size < tidyAt) {
      return;
    }
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + TIDY_MILLIS);
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
    } finally {
      connection.setAutoCommit(false);
    }
    tidyAt = log.length() < mostLog ? mostLog : size + mostLog / 4;
  }

  @Override
  public Connection reader() throws SQLException {
    Connection connection = database(READER_CACHE_KIB).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = true");
    }
    return connection;
  }

  @Override
  public int readers() {
    return READERS;
  }

  private static SQLiteConfig config(int cacheKib) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setCacheSize(-cacheKib);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalSizeLimit((int) WAL_BYTES);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
    return config;
  }

  @Override
  public Map<String, String> words() {
    return Map.of(
        "identity", "INTEGER PRIMARY KEY AUTOINCREMENT",
        "bytes", "BLOB",
        "clustered", "WITHOUT ROWID");
  }

  @Override
  public Trouble trouble(SQLException failure) {
    if (!(failure instanceof SQLiteException sqlite)) {
      return Trouble.FAULT;
    }
    return switch (SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)) {
      case SQLITE_CONSTRAINT -> Trouble.CONSTRAINT;
      case SQLITE_BUSY, SQLITE_LOCKED -> Trouble.CONFLICT;
      case SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_NOMEM ->
          Trouble.EXHAUSTED;
      default -> Trouble.FAULT;
    };
  }

  @Override
  public String claiming() {
    return "";
  }

  @Override
  public String lockHeads() {
    return "SELECT id, head FROM channel WHERE id IN (SELECT value FROM json_each(?))";
  }

  @Override
  public String createHead() {
    return "INSERT INTO channel (site, name) VALUES (?, ?) RETURNING id, head";
  }

  /** One writer, so they are as expected. */
  @Override
  public String storeHeads(Care care) {
    return "UPDATE channel SET head = moved.value->>1 FROM json_each(?) AS moved"
        + " WHERE channel.id = moved.value->>0 AND channel.head = moved.value->>2"
        + " RETURNING channel.id, channel.head, true";
  }

  @Override
  public String requestsByKey() {
    return "SELECT key, hash, answer FROM request WHERE key IN (SELECT unhex(value) FROM json_each(?))";
  }

  @Override
  public Object keys(Connection connection, List<RequestKey> keys) {
    return keys.stream()
        .map(key -> '"' + HexFormat.of().formatHex(key.bytes()) + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** One writer: what can be read is all there is. */
  @Override
  public Settled settled(Readers readers) {
    return () ->
        readers
            .query("SELECT COALESCE(MAX(position), 0) FROM event", row -> row.getLong(1))
            .getFirst();
  }

  @Override
  public void close() {
    lock.close();
  }
}
