package io.bellhop.sql;

import io.bellhop.redis.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL that flushes what it commits, and can be stopped and started again. */
public final class PostgresProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final AtomicInteger count = new AtomicInteger();
  private final Path data;
  private final EmbeddedPostgres postgres;

  private PostgresProcess() {
    try {
      data = Files.createTempDirectory("bellhop-postgres");
      postgres =
          EmbeddedPostgres.builder()
              .setPort(Ports.free())
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "200")
              .setServerConfig("max_wal_size", "1GB")
              .setServerConfig("deadlock_timeout", "200ms")
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one of its own, which at the latest ends with this JVM. */
  public static PostgresProcess start() {
    PostgresProcess started = new PostgresProcess();
    Runtime.getRuntime().addShutdownHook(new Thread(started::close, "postgres-end"));
    return started;
  }

  /** An empty database. */
  public SqlSettings fresh() {
    String name = "bellhop" + count.incrementAndGet();
    administrate("CREATE DATABASE " + name + " TEMPLATE template0");
    String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
    return SqlSettings.postgresql(url, "postgres", "postgres", 8);
  }

  /** Runs a statement as administrator. */
  void administrate(String sql) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends it: {@code fast} takes leave of everybody, {@code immediate} is as if it crashed. */
  public void stop(String mode) {
    control("stop", mode);
  }

  /** Starts it again as it was, or anew if it runs. */
  public void startAgain() {
    control("restart", "fast");
  }

  private void control(String what, String mode) {
    try {
      List<String> command = new ArrayList<>();
      if ("root".equals(System.getProperty("user.name"))) {
        // PostgreSQL refuses to run as root; there it is nobody, as zonky starts it.
        command.addAll(List.of("unshare", "-U"));
      }
      Path log = data.resolve("again.log");
      String timeout = Long.toString(PATIENCE_SECONDS / 2);
      command.add(program());
      command.addAll(List.of("-D", data.toString(), "-m", mode, "-t", timeout, "-w"));
      command.addAll(List.of("-l", log.toString(), what));
      Process control =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!control.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || control.exitValue() != 0) {
        throw new IllegalStateException("PostgreSQL did not " + what + "; see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it was started with is written down, the program first. */
  private String program() throws IOException {
    String server = Files.readString(data.resolve("postmaster.opts")).split(" ", 2)[0];
    return Path.of(server).resolveSibling("pg_ctl").toString();
  }

  /**
   * Has another process delete the files: hundreds of databases are tens of thousands, and Maven
   * kills a JVM that takes half a minute to exit.
   */
  @Override
  public void close() {
    try {
      postgres.close();
      var _ = new ProcessBuilder("rm", "-rf", data.toString()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
