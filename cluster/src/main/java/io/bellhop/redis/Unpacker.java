package io.bellhop.redis;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Packer} wrote; anything else is an {@link IllegalArgumentException}. */
final class Unpacker {
  private static final int MOST_BITS = 63;

  private final byte[] bytes;
  private final int end;
  private int at;

  Unpacker(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Unpacker(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean isEmpty() {
    return at >= end;
  }

  int octet() {
    take(1);
    return bytes[at - 1] & 0xff;
  }

  long number() {
    long value = 0;
    for (int bits = 0; bits < MOST_BITS; bits += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << bits;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number without an end");
  }

  String text() {
    int length = length();
    take(length);
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  @Nullable String optional() {
    return octet() == 0 ? null : text();
  }

  /** The next packed part; reading goes on after it, whatever is read of it. */
  Unpacker packed() {
    int length = length();
    take(length);
    return new Unpacker(bytes, at - length, at);
  }

  private int length() {
    long length = number();
    if (length > end - at) {
      throw new IllegalArgumentException("ends too early");
    }
    return (int) length;
  }

  private void take(int count) {
    if (count > end - at) {
      throw new IllegalArgumentException("ends too early");
    }
    at += count;
  }
}
