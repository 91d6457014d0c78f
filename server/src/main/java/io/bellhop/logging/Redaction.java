package io.bellhop.logging;

import java.util.regex.Pattern;

/** Blots out what looks like a token, an API key or a named secret. */
final class Redaction {
  private static final String BLOT = "***";

  private static final String JWT_BEGINS = "eyJ";
  private static final int JWT_LENGTH = 20;

  /** Whatever may hold a JWT; taken whole, so that no place is looked at twice. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{" + JWT_LENGTH + ",}+");

  private static final Pattern API_KEY = Pattern.compile("(bhk_[a-z0-9]{1,32})_[A-Za-z0-9_-]++");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passwd|secret|authorization|token|api[-_]?key)[\"']?\\s{0,3}[:=]\\s{0,3}"
              + "(?:bearer\\s{1,3}|basic\\s{1,3})?)(?:\"[^\"]*+\"|'[^']*+'|[^\\s\"',;&}\\])]++)");

  private static final Pattern BEARER =
      Pattern.compile("(?i)(bearer\\s{1,3})[A-Za-z0-9._~+/=-]{8,}+");

  private Redaction() {}

  /** The text without secrets; linear in its length. */
  static String of(String text) {
    String clean = text;
    if (clean.contains(JWT_BEGINS)) {
      clean = WORD.matcher(clean).replaceAll(word -> withoutJwt(word.group()));
    }
    if (clean.contains("bhk_")) {
      clean = API_KEY.matcher(clean).replaceAll("$1_" + BLOT);
    }
    clean = NAMED.matcher(clean).replaceAll("$1" + BLOT);
    return BEARER.matcher(clean).replaceAll("$1" + BLOT);
  }

  private static String withoutJwt(String word) {
    int begin = word.indexOf(JWT_BEGINS);
    return begin < 0 || word.indexOf('.', begin) < 0 ? word : word.substring(0, begin) + BLOT;
  }
}
