package io.bellhop.feature.chat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the web addresses in a text; nothing is fetched. */
final class Links {
  private static final int MOST = 20;

  /** Up to a blank or what cannot be in an address; punctuation at the end is the sentence's. */
  private static final Pattern LINK =
      Pattern.compile(
          "\\bhttps?://[^\\s<>\"'`\\p{Cntrl}]{0,2000}[^\\s<>\"'`\\p{Cntrl}.,;:!?)\\]}]",
          Pattern.CASE_INSENSITIVE);

  private Links() {}

  /** The http and https addresses, each once, in order; at most 20. */
  static List<String> in(String text) {
    return text.contains("://")
        ? LINK.matcher(text).results().map(MatchResult::group).distinct().limit(MOST).toList()
        : List.of();
  }
}
