package io.bellhop.feature.chat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is found in texts: runs of letters and digits, without regard to case and accents. */
final class Words {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final int LONGEST = 64;
  private static final int SNIPPET = 160;
  private static final int LEAD = 40;

  private Words() {}

  /** The words of a text, each once. */
  static Set<String> of(@Nullable String text) {
    Set<String> words = new LinkedHashSet<>();
    if (text == null) {
      return words;
    }
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = plain(matcher.group());
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static String plain(String word) {
    String apart = Normalizer.normalize(word, Normalizer.Form.NFKD);
    String plain = MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }

  /** About 160 characters around the first word that begins with one of those looked for. */
  static String snippet(String text, Set<String> wanted) {
    int start = Math.max(0, first(text, wanted) - LEAD);
    int end = Math.min(text.length(), start + SNIPPET);
    return (start > 0 ? "…" : "")
        + text.substring(whole(text, start), whole(text, end))
        + (end < text.length() ? "…" : "");
  }

  private static int first(String text, Set<String> wanted) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = plain(matcher.group());
      if (wanted.stream().anyMatch(word::startsWith)) {
        return matcher.start();
      }
    }
    return 0;
  }

  /** Not within a surrogate pair. */
  private static int whole(String text, int index) {
    boolean within =
        index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
    return within ? index - 1 : index;
  }

  /** The words with something around each and between them. */
  static String joined(Collection<String> words, String before, String after, String between) {
    List<String> wrapped = new ArrayList<>();
    words.forEach(word -> wrapped.add(before + word + after));
    return String.join(between, wrapped);
  }
}
