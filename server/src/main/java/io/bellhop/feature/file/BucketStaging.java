package io.bellhop.feature.file;

import io.bellhop.engine.Ledger;
import io.bellhop.feature.file.ChunkStore.Chunk;
import io.bellhop.feature.file.ChunkStore.Progress;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.storage.ObjectName;
import io.bellhop.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Stages each chunk as an object of the storage, so that any server can take the next one and
 * finish the file. A chunk is taken whole or not at all, and only the last is smaller than the
 * others, which bounds how many there are. The disk has a chunk while it comes, and a file while it
 * is finished.
 */
final class BucketStaging implements Staging {
  private static final Duration LEFTOVER = Duration.ofDays(1);
  private static final int BUFFER = 64 << 10;

  private final Ledger ledger;
  private final ChunkStore chunks;
  private final Storage storage;
  private final DiskRoom room;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  /** Removes from the folder what a server that was killed left there more than a day ago. */
  BucketStaging(Ledger ledger, ChunkStore chunks, Storage storage, DiskRoom room, Instant now) {
    this.ledger = ledger;
    this.chunks = chunks;
    this.storage = storage;
    this.room = room;
    removeLeftovers(now.minus(LEFTOVER));
  }

  private void removeLeftovers(Instant before) {
    try (Stream<Path> files = Files.list(room.folder())) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Received append(ObjectName name, long offset, long length, InputStream body)
      throws IOException {
    Progress progress = chunks.progress(name.site(), name.id());
    long received = progress.received();
    if (received != offset || !busy.add(name.id())) {
      return new Received(received, false);
    }
    try {
      requireWhole(length, progress);
      return add(name, offset, length, body);
    } finally {
      busy.remove(name.id());
    }
  }

  private static void requireWhole(long length, Progress progress) {
    long whole = Math.min(Uploads.CHUNK, progress.size() - progress.received());
    if (length != whole) {
      throw BellhopException.invalid("chunk", "the next chunk has " + whole + " bytes");
    }
  }

  private Received add(ObjectName name, long offset, long length, InputStream body)
      throws IOException {
    room.require(length);
    Path draft = Files.createTempFile(room.folder(), "chunk", "");
    try {
      copy(body, draft, length);
      Chunk chunk = new Chunk(offset, length, objectOf(name.site()));
      boolean taken = length == 0 || Disk.of(() -> store(name, chunk, draft));
      return new Received(chunks.progress(name.site(), name.id()).received(), taken);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private boolean store(ObjectName name, Chunk chunk, Path draft) throws IOException {
    ledger.write(tx -> {
      ChunkStore.reserve(tx, chunk.object(), tx.now().plus(Expiry.UNTIL_BYTES_GO));
      return true;
    });
    storage.put(chunk.object(), draft);
    return ledger.write(tx -> ChunkStore.take(tx, name.id(), chunk));
  }

  private static ObjectName objectOf(String site) {
    return new ObjectName(site, UUID.randomUUID().toString().replace("-", ""), false);
  }

  private static void copy(InputStream body, Path draft, long length) throws IOException {
    try (OutputStream out = Files.newOutputStream(draft)) {
      byte[] bytes = new byte[BUFFER];
      for (long left = length; left > 0; ) {
        int read = body.read(bytes, 0, (int) Math.min(bytes.length, left));
        if (read < 0) {
          throw new IOException("the body ends too early");
        }
        write(out, bytes, read);
        left -= read;
      }
    }
  }

  private static void write(OutputStream out, byte[] bytes, int count) {
    try {
      out.write(bytes, 0, count);
    } catch (IOException e) {
      throw BellhopException.causedBy(ErrorCode.UNAVAILABLE, "there is no room for files now", e);
    }
  }

  @Override
  public <R> R holding(ObjectName name, Work<R> work) throws IOException {
    if (!busy.add(name.id())) {
      throw Staging.busy();
    }
    try {
      return holdingAlone(name, work);
    } finally {
      busy.remove(name.id());
    }
  }

  private <R> R holdingAlone(ObjectName name, Work<R> work) throws IOException {
    Path file = Files.createTempFile(room.folder(), "whole", "");
    Path thumbnail = file.resolveSibling(file.getFileName() + "-thumbnail");
    try {
      Progress progress = chunks.progress(name.site(), name.id());
      if (progress.received() == progress.size()) {
        room.require(progress.size());
        assemble(name, file);
      }
      return work.run(new Staged(progress.received(), file, thumbnail));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(thumbnail);
    }
  }

  private void assemble(ObjectName name, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Chunk chunk : chunks.of(name.site(), name.id())) {
        try (InputStream in = storage.read(chunk.object(), 0, chunk.size())) {
          copyExactly(in, out, chunk.size());
        }
      }
    }
  }

  private static void copyExactly(InputStream in, OutputStream out, long length)
      throws IOException {
    byte[] bytes = in.readNBytes(Math.toIntExact(length));
    if (bytes.length != length) {
      throw new IOException("the store gives less than was put there");
    }
    out.write(bytes);
  }

  /** Nothing: objects are removed by the rows that their file leaves. */
  @Override
  public void delete(ObjectName name) {}
}
