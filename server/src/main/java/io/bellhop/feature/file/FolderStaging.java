package io.bellhop.feature.file;

import io.bellhop.protocol.BellhopException;
import io.bellhop.storage.ObjectName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stages files in a folder, which several servers may share. What was received is the file's
 * length, so it survives a restart, and of a chunk that broke off what came is kept. One request of
 * a server at a time writes a file.
 */
final class FolderStaging implements Staging {
  private static final Logger LOG = LoggerFactory.getLogger(FolderStaging.class);
  private static final int BUFFER = 64 << 10;

  private final DiskRoom room;

  /** The files in use, and how much of each was received before. */
  private final ConcurrentMap<String, Long> busy = new ConcurrentHashMap<>();

  FolderStaging(DiskRoom room) {
    this.room = room;
  }

  /** The path of a file, or of one made from it. */
  Path path(ObjectName name) {
    return room.folder().resolve(name.id() + (name.thumbnail() ? "-thumbnail" : ""));
  }

  long received(ObjectName name) throws IOException {
    Path path = path(name);
    return Files.exists(path) ? Files.size(path) : 0;
  }

  @Override
  public Received append(ObjectName name, long offset, long length, InputStream body)
      throws IOException {
    Long before = busy.putIfAbsent(name.id(), received(name));
    if (before != null) {
      return new Received(before, false);
    }
    try (FileChannel file = open(name)) {
      if (file.size() != offset) {
        return new Received(file.size(), false);
      }
      room.require(length);
      write(file.position(offset), length, body, offset);
      return new Received(offset + length, true);
    } finally {
      busy.remove(name.id());
    }
  }

  private FileChannel open(ObjectName name) throws IOException {
    return FileChannel.open(path(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void write(FileChannel file, long length, InputStream body, long offset)
      throws IOException {
    byte[] bytes = new byte[BUFFER];
    long left = length;
    try {
      while (left > 0) {
        int read = body.read(bytes, 0, (int) Math.min(bytes.length, left));
        if (read < 0) {
          throw new IOException("the body ends too early");
        }
        store(file, ByteBuffer.wrap(bytes, 0, read), offset);
        left -= read;
      }
    } finally {
      // Also what came before a dropped line is kept: the next request goes on from there.
      force(file, offset);
    }
  }

  private static void store(FileChannel file, ByteBuffer bytes, long offset) {
    try {
      while (bytes.hasRemaining()) {
        var _ = file.write(bytes);
      }
    } catch (IOException e) {
      throw undone(file, offset, e);
    }
  }

  private static void force(FileChannel file, long offset) {
    try {
      file.force(true);
    } catch (IOException e) {
      throw undone(file, offset, e);
    }
  }

  /** The disk failed: what was not acknowledged is not kept. */
  private static BellhopException undone(FileChannel file, long offset, IOException failure) {
    LOG.warn("a chunk could not be written", failure);
    try {
      file.truncate(offset);
    } catch (IOException e) {
      LOG.warn("a chunk could not be undone", e);
    }
    return DiskRoom.full();
  }

  @Override
  public <R> R holding(ObjectName name, Work<R> work) throws IOException {
    Long before = busy.putIfAbsent(name.id(), received(name));
    if (before != null) {
      throw Staging.busy();
    }
    try {
      Path thumbnail = path(Completion.thumbnail(name));
      return work.run(new Staged(received(name), path(name), thumbnail));
    } finally {
      busy.remove(name.id());
    }
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    Files.deleteIfExists(path(name));
  }
}
