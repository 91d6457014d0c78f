package io.bellhop.feature.chat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is found in texts: runs of letters and digits, without regard to case and accents. */
final class Words {
  /** The categories of Unicode that words are made of; a bit each. */
  private static final int IN_WORDS =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.NON_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK
          | 1 << Character.COMBINING_SPACING_MARK
          | 1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final int LONGEST = 64;
  private static final int SNIPPET = 160;
  private static final int LEAD = 40;

  private Words() {}

  /** The words of a text, each once. */
  static Set<String> of(@Nullable String text) {
    Set<String> words = new LinkedHashSet<>();
    eachRun(text == null ? "" : text, run -> words.addAll(plain(run)));
    return words;
  }

  private static void eachRun(String text, Consumer<String> visitor) {
    for (int start = find(true, text, 0); start < text.length(); ) {
      int end = find(false, text, start);
      visitor.accept(text.substring(start, end));
      start = find(true, text, end);
    }
  }

  /** The first place from there on that is part of a word, or is not; the text's end for none. */
  private static int find(boolean inWord, String text, int from) {
    int at = from;
    while (at < text.length() && isInWord(text.codePointAt(at)) != inWord) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static boolean isInWord(int codePoint) {
    return (IN_WORDS >> Character.getType(codePoint) & 1) == 1;
  }

  /** A run as words; some single characters stand for several, with blanks or signs between. */
  private static List<String> plain(String run) {
    if (isAscii(run)) {
      return List.of(cut(run.toLowerCase(Locale.ROOT)));
    }
    List<String> words = new ArrayList<>();
    eachRun(folded(run), word -> words.add(cut(word)));
    return words;
  }

  /** A text without case and accents. */
  static String folded(String text) {
    return (isAscii(text) ? text : unmarked(text)).toLowerCase(Locale.ROOT);
  }

  private static String cut(String word) {
    return word.length() <= LONGEST ? word : word.substring(0, whole(word, LONGEST));
  }

  private static boolean isAscii(String word) {
    return word.chars().allMatch(c -> c < 128);
  }

  private static String unmarked(String word) {
    return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("");
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
    for (int start = find(true, text, 0); start < text.length(); ) {
      int end = find(false, text, start);
      List<String> words = plain(text.substring(start, end));
      if (words.stream().anyMatch(word -> wanted.stream().anyMatch(word::startsWith))) {
        return start;
      }
      start = find(true, text, end);
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
