package io.bellhop.bench;

import io.bellhop.bench.process.ServerConfig;
import io.bellhop.sql.SqlSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** Two databases of a PostgreSQL that flushes at every commit. */
record PostgresqlStores(EmbeddedPostgres server) implements Stores {
  private static final String SERVED = "served";
  private static final String BARE = "bare";
  private static final String ENDED =
      "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = '" + SERVED + "'";

  static PostgresqlStores start(Bed bed) throws IOException, SQLException {
    EmbeddedPostgres server =
        bed.own(
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start());
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + SERVED);
      statement.execute("CREATE DATABASE " + BARE);
    }
    return new PostgresqlStores(server);
  }

  @Override
  public ServerConfig server(Path folder, int port) {
    return ServerConfig.postgresql(folder, port, url(SERVED), "postgres");
  }

  /** Transactions in the server's database, ever; a query by itself is one. */
  long transactions() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ENDED)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public Connection bare() throws SQLException {
    Stores.makeTables(SqlSettings.postgresql(url(BARE), "postgres", "", 1));
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(BARE));
    source.setUser("postgres");
    source.setReWriteBatchedInserts(true);
    source.setOptions("-c enable_seqscan=off");
    return Stores.manual(source);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }
}
