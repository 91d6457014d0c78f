package io.bellhop.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.JDBC;

/** The file of SQLite, copied by SQLite itself. */
record SqliteBackup(Path folder) implements Backup {
  private static final String FILE = "bellhop.db";
  private static final String DRAFT = FILE + ".restoring";

  /** The file, and what SQLite would play into any file of that name. */
  private static final List<String> PARTS = List.of("", "-wal", "-journal");

  @Override
  public String store() {
    return "sqlite";
  }

  @Override
  public void save(Path target) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new IOException("there is no " + file + " to save");
    }
    execute(file, "VACUUM INTO ?", target.resolve(FILE).toAbsolutePath().toString());
  }

  /** First under another name, so that half of it is never taken for all of it. */
  @Override
  public void restore(Path source) throws IOException {
    Path file = folder.resolve(FILE);
    Path draft = folder.resolve(DRAFT);
    try (FolderLock _ = new FolderLock(folder)) {
      for (String part : PARTS) {
        refuse(folder.resolve(FILE + part));
        Files.deleteIfExists(folder.resolve(DRAFT + part));
      }
      Files.copy(source.resolve(FILE), draft, StandardCopyOption.REPLACE_EXISTING);
      execute(draft, Epoch.CHANGE, Epoch.fresh());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void refuse(Path part) throws IOException {
    if (Files.exists(part)) {
      throw new IOException(part + " is there already: move it away first");
    }
  }

  private void execute(Path file, String sql, String parameter) throws IOException {
    SqliteDialect.unpackDriverIn(folder.resolve("tmp"));
    try (Connection connection = DriverManager.getConnection(JDBC.PREFIX + file.toAbsolutePath());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      statement.execute();
    } catch (SQLException e) {
      throw new IOException("SQLite could not do it: " + e.getMessage(), e);
    }
  }
}
