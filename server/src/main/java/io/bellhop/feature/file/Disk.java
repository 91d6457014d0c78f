package io.bellhop.feature.file;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.io.IOException;

/** Work with disks and stores, whose failures callers may try again. */
final class Disk {
  private Disk() {}

  /**
   * Runs the work.
   *
   * @throws BellhopException {@code unavailable} instead of an {@link IOException}
   */
  static <R> R of(Work<R> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw BellhopException.causedBy(
          ErrorCode.UNAVAILABLE, "files cannot be stored or read now", e);
    }
  }

  /** What may fail. */
  @FunctionalInterface
  interface Work<R> {
    R run() throws IOException;
  }
}
