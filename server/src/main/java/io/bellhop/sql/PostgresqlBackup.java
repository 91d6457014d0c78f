package io.bellhop.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of PostgreSQL, by its own pg_dump and pg_restore, which must be installed and not be
 * older than the server.
 */
record PostgresqlBackup(SqlSettings.Store.Postgresql database) implements Backup {
  private static final String FILE = "bellhop.dump";
  private static final int DEFAULT_PORT = 5432;
  private static final String TABLES =
      "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";

  @Override
  public String store() {
    return "postgresql";
  }

  @Override
  public void save(Path target) throws IOException {
    run("pg_dump", "--format=custom", "--no-owner", "--file=" + target.resolve(FILE));
  }

  @Override
  public void restore(Path source) throws IOException {
    if (!isEmpty()) {
      throw new IOException("the database has tables already: make an empty one and name that");
    }
    run(
        "pg_restore",
        "--no-owner",
        "--single-transaction",
        "--exit-on-error",
        source.resolve(FILE).toString());
    changeEpoch();
  }

  private boolean isEmpty() throws IOException {
    try (Connection connection = connect()) {
      return Rows.query(connection, TABLES, row -> row.getLong(1)).equals(List.of(0L));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void changeEpoch() throws IOException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(Epoch.CHANGE)) {
      statement.setString(1, Epoch.fresh());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Connection connect() throws SQLException {
    return Dialect.of(database).reader();
  }

  private static IOException failed(SQLException e) {
    return new IOException("PostgreSQL could not do it: " + e.getMessage(), e);
  }

  /** Its messages go where this process's go; the password is not for the list of processes. */
  private void run(String program, String... arguments) throws IOException {
    PGSimpleDataSource at = new PGSimpleDataSource();
    at.setUrl(database.url());
    List<String> command = new ArrayList<>(List.of(program, "--no-password"));
    command.add("--host=" + String.join(",", at.getServerNames()));
    command.add("--port=" + ports(at));
    command.add("--dbname=" + at.getDatabaseName());
    command.add("--username=" + database.user());
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    process.environment().put("PGPASSWORD", database.password());
    secure(process.environment(), at);
    int status = await(process, program);
    if (status != 0) {
      throw new IOException(program + " ended with status " + status);
    }
  }

  /** As the server's own connections; the programs have other names for it. */
  private static void secure(Map<String, String> environment, PGSimpleDataSource at) {
    put(environment, "PGSSLMODE", at.getSsl() ? "verify-full" : null);
    put(environment, "PGSSLMODE", at.getSslMode());
    put(environment, "PGSSLROOTCERT", at.getSslRootCert());
    put(environment, "PGSSLCERT", at.getSslCert());
    put(environment, "PGSSLKEY", at.getSslKey());
  }

  private static void put(Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  private static String ports(PGSimpleDataSource database) {
    return Arrays.stream(database.getPortNumbers())
        .mapToObj(port -> Integer.toString(port == 0 ? DEFAULT_PORT : port))
        .collect(Collectors.joining(","));
  }

  private static int await(ProcessBuilder process, String program) throws IOException {
    Process running;
    try {
      running = process.start();
    } catch (IOException e) {
      throw new IOException(
          program + " is needed: install PostgreSQL's client programs (" + e.getMessage() + ")", e);
    }
    try {
      return running.waitFor();
    } catch (InterruptedException e) {
      running.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
