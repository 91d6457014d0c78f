package io.bellhop.feature.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A file that somebody may read now.
 *
 * @param tag changes whenever the bytes do, which is never
 * @param disposition the Content-Disposition header
 * @param size in bytes
 * @param fresh how long the link still is good
 */
public record Download(
    String tag, String type, String disposition, long size, Duration fresh, Source source) {

  /** Opens the bytes. */
  @FunctionalInterface
  public interface Source {
    /** Reads from an offset on; may give more than {@code length} bytes. */
    InputStream open(long from, long length) throws IOException;
  }
}
