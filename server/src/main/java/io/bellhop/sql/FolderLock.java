package io.bellhop.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a data folder for one server; the operating system lets go of it when the process ends. */
final class FolderLock implements AutoCloseable {
  private final FileChannel file;

  /**
   * @throws IllegalStateException if another server has it
   */
  FolderLock(Path folder) {
    try {
      Files.createDirectories(folder);
      file =
          FileChannel.open(
              folder.resolve("bellhop.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked()) {
        file.close();
        throw new IllegalStateException("another Bellhop server is using the folder " + folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the data folder " + folder, e);
    }
  }

  private boolean locked() throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
