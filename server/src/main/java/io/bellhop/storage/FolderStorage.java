package io.bellhop.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Objects as files below a folder, which must be on the same file system as what is put. */
public final class FolderStorage implements Storage {
  private final Path folder;

  public FolderStorage(Path folder) {
    this.folder = folder;
  }

  @Override
  public void put(ObjectName name, Path file) throws IOException {
    Path target = folder.resolve(name.path());
    Path parent = target.resolveSibling("");
    Files.createDirectories(parent);
    force(file, StandardOpenOption.WRITE);
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    // A name is durable only once every folder on the way to it is.
    for (Path on = parent; on.startsWith(folder); on = on.resolveSibling("")) {
      force(on, StandardOpenOption.READ);
      if (on.equals(folder)) {
        return;
      }
    }
  }

  private static void force(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream read(ObjectName name, long from, long length) throws IOException {
    FileChannel channel = FileChannel.open(folder.resolve(name.path()), StandardOpenOption.READ);
    try {
      return Channels.newInputStream(channel.position(from));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    Files.deleteIfExists(folder.resolve(name.path()));
  }
}
