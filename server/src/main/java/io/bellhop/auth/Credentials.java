package io.bellhop.auth;

import io.bellhop.protocol.BellhopException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What e-mail addresses and passwords must look like. */
final class Credentials {
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,190}");
  private static final int DIFFERENT = 5;

  private Credentials() {}

  /** One spelling for one address. */
  static String email(String text) {
    String email = text.strip().toLowerCase(Locale.ROOT);
    if (!EMAIL.matcher(email).matches()) {
      throw BellhopException.invalid("email", "this is no e-mail address");
    }
    return email;
  }

  /** Refuses a new password that is easily guessed. */
  static void demandGood(String password, String email) {
    if (password.chars().distinct().count() < DIFFERENT) {
      throw BellhopException.invalid(
          "password", "a password has at least " + DIFFERENT + " different characters");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (lower.contains(email) || email.contains(lower)) {
      throw BellhopException.invalid("password", "a password is not made of the e-mail address");
    }
  }
}
