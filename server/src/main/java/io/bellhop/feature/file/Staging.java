package io.bellhop.feature.file;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.storage.ObjectName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;

/** Files while they are uploaded. Thread-safe; its calls block. */
interface Staging {

  /**
   * Adds bytes to a file; they are durable when this returns.
   *
   * @return what is received then; and not taken, if the offset was not where the file ended, or
   *     another request writes it
   * @throws BellhopException {@code unavailable} if the disk or the store fails
   * @throws IOException if the body ends too early
   */
  Received append(ObjectName name, long offset, long length, InputStream body) throws IOException;

  /**
   * Runs a work on a file while no request of this server writes to it.
   *
   * @throws BellhopException {@code unavailable} if one does
   */
  <R> R holding(ObjectName name, Work<R> work) throws IOException;

  /** Removes what a server's folder has of a file that needs it no more. */
  void delete(ObjectName name) throws IOException;

  static BellhopException busy() {
    return BellhopException.retryAfter(
        ErrorCode.UNAVAILABLE, "another request is at work on this file", Duration.ofSeconds(1));
  }

  /** How much of a file is there. */
  record Received(long bytes, boolean taken) {}

  /**
   * A file as it was received.
   *
   * @param file its bytes, if all of them were; may be moved away
   * @param thumbnail where a small picture of it may be put
   */
  record Staged(long received, Path file, Path thumbnail) {}

  /** What is done with a file. */
  @FunctionalInterface
  interface Work<R> {
    R run(Staged staged) throws IOException;
  }
}
