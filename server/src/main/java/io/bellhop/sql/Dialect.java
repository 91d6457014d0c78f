package io.bellhop.sql;

import io.bellhop.engine.Channel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What differs between the databases; everything else is one code. Closing frees the store. */
interface Dialect extends AutoCloseable {

  /** The database's name in lower case; also the folder of its own migrations. */
  String name();

  /** The version of its newest migration. */
  String newestMigration();

  /** Whether other servers may write the same database. */
  boolean isShared();

  /** Opens connections for migrations. */
  DataSource database();

  /** Opens the writer's connection: no auto-commit, a commit is on disk when it returns. */
  Connection connect() throws SQLException;

  /** Does what the database needs now and then; the writer's connection is between transactions. */
  default void tidy(Connection connection) throws SQLException {}

  /** Opens a connection for reads: each statement sees what is committed when it starts. */
  Connection reader() throws SQLException;

  /** How many connections for reads there may be. */
  int readers();

  /** What the words in braces stand for in migrations. */
  Map<String, String> words();

  Trouble trouble(SQLException failure);

  /** Ends a SELECT that locks its rows and leaves out those that another transaction locked. */
  String claiming();

  /**
   * Locks channels in the order of ids and selects id and head; its one parameter is JSON, an array
   * of ids.
   */
  String lockHeads();

  /**
   * Creates a channel and selects its id and head, or nothing if another transaction has created it
   * or is about to. Its parameters are site and name.
   */
  String createHead();

  /**
   * Waits until no other transaction is creating the channel, and lets none until this one ends.
   */
  default void reserve(Statements statements, Channel channel) throws SQLException {}

  /** How {@link #storeHeads} goes about channels that others may write too. */
  enum Care {
    /** Updates those that are as expected, and selects only these. */
    NONE,
    /** Waits for locks. */
    WAITING,
    /** Leaves out those that another transaction has locked. */
    CLAIMING
  }

  /**
   * Updates heads, and selects of each channel its id, the head that was found, and whether it was
   * updated. With care it locks the channels in the order of ids before it looks, and updates all
   * or none. Its one parameter is JSON, an array of {@code [id, head, expected]} in the order of
   * ids.
   */
  String storeHeads(Care care);

  /** Selects requests by the one parameter {@link #keys} makes. */
  String requestsByKey();

  Object keys(Connection connection, List<RequestKey> keys) throws SQLException;

  /** Up to where projectors may read. */
  Settled settled(Readers readers);

  static Dialect of(SqlSettings.Store store) {
    return switch (store) {
      case SqlSettings.Store.Sqlite sqlite -> new SqliteDialect(sqlite.folder());
      case SqlSettings.Store.Postgresql postgresql -> new PostgresqlDialect(postgresql);
    };
  }

  @Override
  void close();
}
