package io.bellhop.auth;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Base64;

/** Ids and secrets that nobody can guess. Thread-safe. */
final class RandomText {
  private static final SecureRandom random = new SecureRandom();

  private RandomText() {}

  /** An id of so many random bits, in digits and lower-case letters. */
  static String id(int bits) {
    return new BigInteger(bits, random).toString(36);
  }

  /** A secret of 256 random bits, 43 characters of base64url. */
  static String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
  }

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
