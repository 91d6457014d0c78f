package io.bellhop.feature.file;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.storage.ObjectName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files while they are uploaded, in a folder of this server. What was received is the file's
 * length, so it survives a restart. Thread-safe; one request at a time writes a file.
 */
final class Staging {
  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
  private static final int BUFFER = 64 << 10;

  private final Path folder;
  private final long keepFree;

  /** The files in use, and how much of each was received before. */
  private final ConcurrentMap<String, Long> busy = new ConcurrentHashMap<>();

  /**
   * @param keepFree bytes of the disk that stay free
   */
  Staging(Path folder, long keepFree) {
    this.folder = folder;
    this.keepFree = keepFree;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path of a file, or of one made from it. */
  Path path(ObjectName name) {
    return folder.resolve(name.id() + (name.thumbnail() ? "-thumbnail" : ""));
  }

  long received(ObjectName name) throws IOException {
    Path path = path(name);
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /**
   * Adds bytes to a file; they are on the disk when this returns.
   *
   * @return what is received then; and not taken, if the offset was not where the file ended, or
   *     another request writes it
   */
  Received append(ObjectName name, long offset, long length, InputStream body) throws IOException {
    Long before = busy.putIfAbsent(name.id(), received(name));
    if (before != null) {
      return new Received(before, false);
    }
    try (FileChannel file = open(name)) {
      if (file.size() != offset) {
        return new Received(file.size(), false);
      }
      requireRoom(length);
      write(file.position(offset), length, body, offset);
      return new Received(offset + length, true);
    } finally {
      busy.remove(name.id());
    }
  }

  private FileChannel open(ObjectName name) throws IOException {
    return FileChannel.open(path(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Refuses what would fill the disk, on which the ledger may be too. */
  void requireRoom(long length) throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() - length < keepFree) {
      LOG.warn("uploads are refused: less than {} bytes would stay free", keepFree);
      throw full();
    }
  }

  private static BellhopException full() {
    return BellhopException.retryAfter(
        ErrorCode.UNAVAILABLE, "there is no room for files now", Duration.ofMinutes(1));
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
    return full();
  }

  /** Runs a work on a whole file while nobody writes to it. */
  <R> R holding(ObjectName name, Work<R> work) throws IOException {
    Long before = busy.putIfAbsent(name.id(), received(name));
    if (before != null) {
      throw BellhopException.retryAfter(
          ErrorCode.UNAVAILABLE, "another request is at work on this file", Duration.ofSeconds(1));
    }
    try {
      return work.run();
    } finally {
      busy.remove(name.id());
    }
  }

  void delete(ObjectName name) throws IOException {
    Files.deleteIfExists(path(name));
  }

  /** How much of a file is there. */
  record Received(long bytes, boolean taken) {}

  /** What is done with a file. */
  @FunctionalInterface
  interface Work<R> {
    R run() throws IOException;
  }
}
