package io.bellhop.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API key of a site, without its secret.
 *
 * @param name for people to know it by
 */
public record ApiKey(String id, String name, Instant createdAt) {
  static final String PREFIX = "bhk_";
  private static final Pattern TEXT = Pattern.compile(PREFIX + "[a-z0-9]{1,32}_[A-Za-z0-9_-]{43}");
  private static final String PRINCIPAL = "apikey-";

  static boolean looksRight(String text) {
    return TEXT.matcher(text).matches();
  }

  static String text(String id) {
    return PREFIX + id + "_" + RandomText.secret();
  }

  /** The id that the key's holder has as a principal. */
  static String principal(String id) {
    return PRINCIPAL + id;
  }

  /** The key that this principal holds, if its id is one of a key's holder. */
  static Optional<String> ofPrincipal(String principal) {
    return principal.startsWith(PRINCIPAL)
        ? Optional.of(principal.substring(PRINCIPAL.length()))
        : Optional.empty();
  }
}
