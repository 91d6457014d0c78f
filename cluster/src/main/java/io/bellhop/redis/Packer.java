package io.bellhop.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes numbers and texts one after the other, as {@link Unpacker} reads them. */
final class Packer {
  private byte[] bytes = new byte[256];
  private int length;

  int length() {
    return length;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    length = 0;
  }

  Packer octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** A number from 0 on, seven bits to an octet, the lowest first. */
  Packer number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      octet((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return octet((int) rest);
  }

  Packer text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    return raw(encoded, encoded.length);
  }

  Packer optional(@Nullable String text) {
    return text == null ? octet(0) : octet(1).text(text);
  }

  /** What another has written, and before it how long that is. */
  Packer packed(Packer other) {
    number(other.length);
    return raw(other.bytes, other.length);
  }

  private Packer raw(byte[] source, int count) {
    room(count);
    System.arraycopy(source, 0, bytes, length, count);
    length += count;
    return this;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
