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
    private static final Path DATA = data();
    static final EmbeddedPostgres POSTGRES = start();
    static final String URL = "jdbc:postgresql://localhost:" + POSTGRES.getPort() + "/";

    private static Path data() {
      try {
        return Files.createTempDirectory("bellhop-postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * Has another process delete the files: hundreds of databases are tens of thousands, and Maven
     * kills a JVM that takes half a minute to exit.
     */
    private static void end() {
      try {
        POSTGRES.close();
        var _ = new ProcessBuilder("rm", "-rf", DATA.toString()).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres started =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("max_wal_size", "1GB")
                .setServerConfig("deadlock_timeout", "200ms")
                .setDataDirectory(DATA)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(Server::end, "postgres-end"));
        return started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
