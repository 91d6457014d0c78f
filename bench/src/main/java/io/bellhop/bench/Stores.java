package io.bellhop.bench;

import io.bellhop.bench.process.ServerConfig;
import io.bellhop.json.JacksonCodec;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A database for the server, and another of the same kind, with the same tables, to write bare. */
interface Stores {
  ServerConfig server(Path folder, int port);

  /** A connection to the other database; it commits only when told, and then with fsync. */
  Connection bare() throws SQLException;

  static Stores sqlite(Bed bed) {
    Path bareFolder = bed.folder();
    return new Stores() {
      @Override
      public ServerConfig server(Path folder, int port) {
        return ServerConfig.sqlite(folder, port);
      }

      @Override
      public Connection bare() throws SQLException {
        makeTables(SqlSettings.sqlite(bareFolder));
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-64 * 1024);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "4000");
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + bareFolder.resolve("bellhop.db"));
        return manual(source);
      }
    };
  }

  /** Makes the tables in the other database. */
  static void makeTables(SqlSettings settings) {
    SqlLedger.open(settings, new JacksonCodec(), InstantSource.system(), events -> {}).close();
  }

  static Connection manual(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
