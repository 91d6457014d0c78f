package io.bellhop.transport;

import io.bellhop.engine.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that come and go beside the protocol, below {@code /files/}. Called on virtual threads, and
 * may block; its failures are {@link io.bellhop.protocol.BellhopException}s.
 */
public interface Blobs {

  /**
   * Takes a chunk of a file.
   *
   * @param length how many bytes the body has
   * @throws IOException if the body breaks off
   */
  Received take(Principal principal, String id, long offset, long length, InputStream body)
      throws IOException;

  /**
   * What a link leads to; whoever has the link may read it.
   *
   * @param query gives the link's parameters by name
   */
  Blob give(String id, UnaryOperator<@Nullable String> query);

  /**
   * How much of the file is there.
   *
   * @param taken whether the chunk is part of it; else the next must start at {@code bytes}
   */
  record Received(long bytes, boolean taken) {}

  /**
   * Bytes to send.
   *
   * @param tag names them, with quotes; other bytes have another
   * @param size in bytes
   * @param fresh how long clients may keep them
   */
  record Blob(
      String tag, String type, String disposition, long size, Duration fresh, Source source) {}

  /** Opens bytes. */
  @FunctionalInterface
  interface Source {
    /** Reads from an offset on; may give more than {@code length} bytes. */
    InputStream open(long from, long length) throws IOException;
  }
}
