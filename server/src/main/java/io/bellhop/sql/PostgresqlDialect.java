package io.bellhop.sql;

import io.bellhop.engine.Channel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, written to by any number of servers. */
final class PostgresqlDialect implements Dialect {
  private static final int CONNECT_SECONDS = 5;
  private static final int SOCKET_SECONDS = 30;

  /** Or else a plan made while a table was empty reads all of it until it is next analyzed. */
  private static final String BY_INDEX = "-c enable_seqscan=off";

  /** A database may be set up to answer before it has flushed; a stricter setting is left alone. */
  private static final String FLUSHED_COMMITS =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  /**
   * A server that stands still in a transaction holds its locks. PostgreSQL takes them from it
   * before those who wait for them give up.
   */
  private static final String FENCE = "SET idle_in_transaction_session_timeout = '4s'";

  /** After a failover, of the server that was the primary: another one has to be found. */
  private static final String READ_ONLY = "25006";

  private static final String STORE_HEADS =
      "UPDATE channel SET head = (moved.value->>1)::bigint"
          + " FROM json_array_elements(?::json) AS moved(value)"
          + " WHERE channel.id = (moved.value->>0)::bigint"
          + " AND channel.head = (moved.value->>2)::bigint"
          + " RETURNING channel.id, channel.head, true";

  private static final String WITH_CARE =
      """
      WITH moved AS MATERIALIZED (
        SELECT (value->>0)::bigint AS id, (value->>1)::bigint AS head,
          (value->>2)::bigint AS expected
        FROM json_array_elements(?::json)),
      locked AS MATERIALIZED (
        SELECT id, head FROM channel WHERE id IN (SELECT id FROM moved) ORDER BY id FOR UPDATE %s),
      stored AS (
        UPDATE channel SET head = moved.head FROM moved WHERE channel.id = moved.id
          AND NOT EXISTS (SELECT 1 FROM moved AS any_moved LEFT JOIN locked USING (id)
            WHERE locked.head IS DISTINCT FROM any_moved.expected)
        RETURNING channel.id)
      SELECT id, head, EXISTS (SELECT 1 FROM stored) FROM locked\
      """;

  private static final String WAITING = WITH_CARE.formatted("");
  private static final String CLAIMING = WITH_CARE.formatted("SKIP LOCKED");

  /** An insert waits for another one of the same channel, and that may wait for this one. */
  private static final String CREATE_HEAD =
      "INSERT INTO channel (site, name) SELECT site, name FROM (VALUES (?, ?)) AS new (site, name)"
          + " WHERE pg_try_advisory_xact_lock(hashtext(site), hashtext(name))"
          + " ON CONFLICT DO NOTHING RETURNING id, head";

  private static final String RESERVE = "SELECT pg_advisory_xact_lock(hashtext(?), hashtext(?))";

  private final SqlSettings.Store.Postgresql store;

  PostgresqlDialect(SqlSettings.Store.Postgresql store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public String newestMigration() {
    return "12";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  /**
   * Of several hosts in the URL the one that is the primary; a standby knows less than was told.
   */
  @Override
  public DataSource database() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(store.url());
    database.setTargetServerType("primary");
    database.setUser(store.user());
    database.setPassword(store.password());
    database.setApplicationName("bellhop");
    database.setOptions(BY_INDEX);
    database.setReWriteBatchedInserts(true);
    database.setTcpKeepAlive(true);
    database.setConnectTimeout(CONNECT_SECONDS);
    database.setSocketTimeout(SOCKET_SECONDS);
    return database;
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = database().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(FLUSHED_COMMITS);
      statement.execute("SET lock_timeout = '5s'");
      statement.execute(FENCE);
    }
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public Connection reader() throws SQLException {
    return database().getConnection();
  }

  @Override
  public int readers() {
    return store.readers();
  }

  @Override
  public Map<String, String> words() {
    return Map.of(
        "identity", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "bytes", "BYTEA",
        "clustered", "");
  }

  @Override
  public Trouble trouble(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null || state.length() < 5) {
      return Trouble.FAULT;
    }
    return switch (state.substring(0, 2)) {
      case "08" -> Trouble.LOST;
      case "23" -> Trouble.CONSTRAINT;
      case "25" -> state.equals("25P03") || state.equals(READ_ONLY) ? Trouble.LOST : Trouble.FAULT;
      case "40" -> Trouble.CONFLICT;
      case "53" -> Trouble.EXHAUSTED;
      case "55" -> state.equals("55P03") ? Trouble.CONFLICT : Trouble.FAULT;
      case "57" -> state.startsWith("57P") ? Trouble.LOST : Trouble.FAULT;
      case "58" -> Trouble.EXHAUSTED;
      default -> Trouble.FAULT;
    };
  }

  @Override
  public String claiming() {
    return " FOR UPDATE SKIP LOCKED";
  }

  @Override
  public String lockHeads() {
    return "SELECT id, head FROM channel"
        + " WHERE id IN (SELECT value::bigint FROM json_array_elements_text(?::json))"
        + " ORDER BY id FOR UPDATE";
  }

  @Override
  public String createHead() {
    return CREATE_HEAD;
  }

  @Override
  public void reserve(Statements statements, Channel channel) throws SQLException {
    statements.query(RESERVE, row -> true, channel.site(), channel.name());
  }

  @Override
  public String storeHeads(Care care) {
    return switch (care) {
      case NONE -> STORE_HEADS;
      case WAITING -> WAITING;
      case CLAIMING -> CLAIMING;
    };
  }

  @Override
  public String requestsByKey() {
    return "SELECT key, hash, answer FROM request WHERE key = ANY(?)";
  }

  @Override
  public Object keys(Connection connection, List<RequestKey> keys) throws SQLException {
    return connection.createArrayOf(
        "bytea", keys.stream().map(RequestKey::bytes).toArray(byte[][]::new));
  }

  @Override
  public Settled settled(Readers readers) {
    return new PostgresqlSettled(readers);
  }

  @Override
  public void close() {}
}
