package io.bellhop.bench;

import io.bellhop.bench.process.ServerConfig;
import io.bellhop.json.JacksonCodec;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
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

  /** Starts a PostgreSQL that flushes at every commit. */
  static Stores postgresql(Bed bed) throws IOException, SQLException {
    EmbeddedPostgres server =
        bed.own(
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start());
    for (String database : new String[] {"served", "bare"}) {
      create(server.getPostgresDatabase(), database);
    }
    return new Stores() {
      @Override
      public ServerConfig server(Path folder, int port) {
        return ServerConfig.postgresql(folder, port, url("served"), "postgres");
      }

      @Override
      public Connection bare() throws SQLException {
        makeTables(SqlSettings.postgresql(url("bare"), "postgres", "", 1));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url("bare"));
        source.setUser("postgres");
        source.setReWriteBatchedInserts(true);
        source.setOptions("-c enable_seqscan=off");
        return manual(source);
      }

      private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
      }
    };
  }

  private static void create(DataSource source, String database) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
  }

  private static void makeTables(SqlSettings settings) {
    SqlLedger.open(settings, new JacksonCodec(), InstantSource.system(), events -> {}).close();
  }

  private static Connection manual(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
