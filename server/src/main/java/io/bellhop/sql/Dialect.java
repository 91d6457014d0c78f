package io.bellhop.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What differs between the databases; everything else is one code. Closing frees the store. */
interface Dialect extends AutoCloseable {

  /** The database's name in lower case; also the folder of its own migrations. */
  String name();

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
   * Locks channels in the order of ids, updates their heads if all are as expected, and selects of
   * each id, head as it was found, and whether it was updated. Its one parameter is JSON, an array
   * of {@code [id, head, expected]} in the order of ids.
   *
   * @param waiting whether to wait for channels that another transaction has locked; they are left
   *     out otherwise
   */
  String storeHeads(boolean waiting);

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
