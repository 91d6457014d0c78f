package io.bellhop.server;

import io.bellhop.config.Config;
import io.bellhop.sql.Backup;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with all that a server would miss: its store, the secrets it made for its sites, and the
 * files that people sent, if they are not in a bucket. The store comes first, so that what it names
 * is still there to be copied; a note comes last, so that half an archive is never taken for one.
 */
final class Archive {
  private static final String NOTE = "complete";
  private static final List<String> FOLDERS = List.of("secrets", "files/stored");

  private final Path folder;

  Archive(Path folder) {
    this.folder = folder;
  }

  /**
   * Fills the folder, which must be new or empty; servers may go on meanwhile.
   *
   * @throws IOException saying what to do, if that did not work
   */
  void save(Config config) throws IOException {
    Backup backup = Backup.of(Settings.ledger(config).store());
    if (Files.isDirectory(folder) && !isEmpty()) {
      throw new IOException(folder + " is not empty");
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    backup.save(folder);
    copyFolders(config.data(), folder);
    Files.writeString(folder.resolve(NOTE), backup.store() + "\n");
  }

  /**
   * Puts everything where the configuration says; no server may be running.
   *
   * @throws IOException saying what to do, if that did not work
   */
  void restore(Config config) throws IOException {
    Backup backup = Backup.of(Settings.ledger(config).store());
    Path note = folder.resolve(NOTE);
    if (!Files.exists(note)) {
      throw new IOException(folder + " is no complete backup");
    }
    String saved = Files.readString(note).strip();
    if (!saved.equals(backup.store())) {
      throw new IOException("this is a backup of " + saved + ", not of " + backup.store());
    }
    Files.createDirectories(config.data());
    backup.restore(folder);
    copyFolders(folder, config.data());
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static void copyFolders(Path from, Path to) throws IOException {
    for (String name : FOLDERS) {
      if (Files.isDirectory(from.resolve(name))) {
        Files.createDirectories(to.resolve(name).getParent());
        Files.walkFileTree(from.resolve(name), new Copying(from, to));
      }
    }
  }

  /** Copies a tree with its permissions; what is removed meanwhile is left out. */
  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    Copying(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Path copy = to.resolve(from.relativize(folder));
      if (!Files.isDirectory(copy)) {
        Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      try {
        Files.copy(
            file,
            to.resolve(from.relativize(file)),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
