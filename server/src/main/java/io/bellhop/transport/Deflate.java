package io.bellhop.transport;

import java.util.zip.Deflater;

/** Compresses messages as permessage-deflate without context takeover wants them (RFC 7692). */
final class Deflate {
  /** Bytes from which on compressing a message pays. */
  static final int WORTH_IT = 512;

  private static final int FAST = 1;
  private static final int TAIL = 4;
  private static final ThreadLocal<Deflater> DEFLATERS =
      ThreadLocal.withInitial(() -> new Deflater(FAST, true));

  private Deflate() {}

  /**
   * Compresses a message into {@code into}.
   *
   * @return the length; or -1 if it does not fit, so that compressing does not pay
   */
  static int message(byte[] message, byte[] into) {
    Deflater deflater = DEFLATERS.get();
    deflater.reset();
    deflater.setInput(message);
    int length = deflater.deflate(into, 0, into.length, Deflater.SYNC_FLUSH);
    // A flushed block ends with 00 00 FF FF, which the standard leaves out.
    return length >= into.length || length < TAIL ? -1 : length - TAIL;
  }
}
