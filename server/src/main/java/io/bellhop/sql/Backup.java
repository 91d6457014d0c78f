package io.bellhop.sql;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Saves a store while servers use it, as it is at one moment, and puts what was saved where there
 * is nothing yet. A restored ledger has a new epoch: what was committed after it was saved is gone,
 * and no client may take a new event for one that it knows by the same offset.
 */
public sealed interface Backup permits SqliteBackup, PostgresqlBackup {

  static Backup of(SqlSettings.Store store) {
    return switch (store) {
      case SqlSettings.Store.Sqlite sqlite -> new SqliteBackup(sqlite.folder());
      case SqlSettings.Store.Postgresql postgresql -> new PostgresqlBackup(postgresql);
    };
  }

  /** The database's name in lower case. */
  String store();

  /**
   * Saves the store into a folder.
   *
   * @throws IOException saying what to do, if that did not work
   */
  void save(Path folder) throws IOException;

  /**
   * Puts what {@link #save} left in a folder into the store, which no server may be using.
   *
   * @throws IOException saying what to do; if the store has something already, which is then left
   *     as it is
   */
  void restore(Path folder) throws IOException;
}
