package io.bellhop.sql;

import java.security.SecureRandom;
import java.util.Base64;

/** Names one history of a ledger: offsets of two epochs have nothing to do with each other. */
final class Epoch {
  static final String CHANGE = "UPDATE ledger SET epoch = ?";
  private static final int BYTES = 6;

  private Epoch() {}

  static String fresh() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
