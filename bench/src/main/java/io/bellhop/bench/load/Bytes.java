package io.bellhop.bench.load;

import java.util.Arrays;

/** Looks for words and numbers in bytes. */
final class Bytes {
  private Bytes() {}

  static boolean startsWith(byte[] bytes, int length, byte[] word, int from) {
    return from + word.length <= length
        && Arrays.equals(bytes, from, from + word.length, word, 0, word.length);
  }

  /** The first place of the word, or -1. */
  static int indexOf(byte[] bytes, int length, byte[] word, int from) {
    for (int at = from; at <= length - word.length; at++) {
      if (bytes[at] == word[0] && startsWith(bytes, length, word, at)) {
        return at;
      }
    }
    return -1;
  }

  /** The last place of the word, or -1. */
  static int lastIndexOf(byte[] bytes, int length, byte[] word) {
    for (int at = length - word.length; at >= 0; at--) {
      if (bytes[at] == word[0] && startsWith(bytes, length, word, at)) {
        return at;
      }
    }
    return -1;
  }

  /** The decimal number that begins here. */
  static long number(byte[] bytes, int length, int from) {
    long number = 0;
    for (int at = from; at < length && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      number = number * 10 + bytes[at] - '0';
    }
    return number;
  }
}
