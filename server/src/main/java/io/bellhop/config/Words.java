package io.bellhop.config;

import java.util.Collection;
import java.util.Comparator;

/** Words for errors. */
final class Words {
  private static final int SHOWN = 60;
  private static final int NEAR = 2;

  private Words() {}

  static String quoted(String text) {
    return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
  }

  /** The nearest known word as {@code ; did you mean "…"?}, or nothing if none is near. */
  static String suggestion(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= NEAR)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .map(candidate -> "; did you mean " + quoted(candidate) + "?")
        .orElse("");
  }

  /** How many letters must be added, removed or changed (Levenshtein). */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    java.util.Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
