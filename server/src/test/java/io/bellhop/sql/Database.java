package io.bellhop.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that every test runs on. */
public enum Database {
  SQLITE {
    @Override
    public SqlSettings fresh(Path folder) {
      return SqlSettings.sqlite(folder);
    }
  },
  POSTGRESQL {
    @Override
    public SqlSettings fresh(Path folder) {
      String name = "bellhop" + COUNT.incrementAndGet();
      administrate("CREATE DATABASE " + name + " TEMPLATE template0");
      return SqlSettings.postgresql(Server.URL + name, "postgres", "postgres", 8);
    }
  };

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** An empty database; the folder is for those that need one. */
  public abstract SqlSettings fresh(Path folder);

  /** Runs a statement as PostgreSQL's administrator. */
  static void administrate(String sql) {
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One PostgreSQL for all tests of this JVM, started when it is first needed. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();
    static final String URL = "jdbc:postgresql://localhost:" + POSTGRES.getPort() + "/";

    private static EmbeddedPostgres start() {
      try {
        Path data = Files.createTempDirectory("bellhop-postgres");
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "200")
            .setServerConfig("max_wal_size", "1GB")
            .setServerConfig("deadlock_timeout", "200ms")
            .setDataDirectory(data)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
