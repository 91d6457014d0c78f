package io.bellhop.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first bytes of a file; at most 8 KiB. */
final class Head {
  private static final int SIZE = 8 << 10;
  private static final int LONGEST_CHARACTER = 4;

  private final byte[] bytes;

  Head(byte[] bytes) {
    this.bytes = bytes;
  }

  static Head of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new Head(in.readNBytes(SIZE));
    }
  }

  int length() {
    return bytes.length;
  }

  /** An unsigned byte; 0 past the end. */
  int at(int index) {
    return index < bytes.length ? bytes[index] & 0xFF : 0;
  }

  /** Whether these bytes, given as Latin-1 text, stand at the index. */
  boolean has(int index, String magic) {
    if (index + magic.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if (at(index + i) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Bytes as Latin-1 text; shorter past the end. */
  String latin(int from, int to) {
    int end = Math.min(to, bytes.length);
    return from >= end ? "" : new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }

  int big16(int index) {
    return at(index) << 8 | at(index + 1);
  }

  int little16(int index) {
    return at(index) | at(index + 1) << 8;
  }

  int little24(int index) {
    return little16(index) | at(index + 2) << 16;
  }

  long big32(int index) {
    return (long) big16(index) << 16 | big16(index + 2);
  }

  /** Whether it reads as text: UTF-8 without control characters; only its end may be cut. */
  boolean isText() {
    for (byte one : bytes) {
      if (one >= 0 && one < ' ' && one != '\t' && one != '\n' && one != '\r' && one != '\f') {
        return false;
      }
    }
    for (int cut = 0; cut < LONGEST_CHARACTER && cut <= bytes.length; cut++) {
      if (decodes(bytes.length - cut)) {
        return cut == 0 || bytes.length == SIZE;
      }
    }
    return false;
  }

  private boolean decodes(int length) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
