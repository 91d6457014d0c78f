package io.bellhop.feature.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  @Test
  void caseAndAccentsMakeNoDifference() {
    assertThat(Words.of("Ölwechsel, ölwechsel und OLWECHSEL: À la carte!"))
        .containsExactly("olwechsel", "und", "a", "la", "carte");
    assertThat(Words.of("ﬁne №5 ①")).containsExactly("fine", "5", "1");
    assertThat(Words.of("\u0301 … \uD800")).isEmpty();
    assertThat(Words.of(null)).isEmpty();
  }

  /** What stands for several words, or for marks on a blank, leaves no blank within a word. */
  @Test
  void noWordHasAnythingButWhatWordsAreMadeOf() {
    assertThat(Words.of("\u037A \uFE70 \uFC5E")).isEmpty();
    assertThat(Words.of("\uFDFA")).hasSize(4);
    assertThat(Words.of("½ ⑴")).containsExactly("1", "2");
    for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
      assertThat(Words.of("a" + Character.toString(point) + " " + Character.toString(point)))
          .as("U+%04X", point)
          .allMatch(word -> WORD.matcher(word).matches());
    }
  }

  @Test
  void aLongWordIsNotCutWithinACharacter() {
    assertThat(Words.of("a" + "\uD842\uDFB7".repeat(40)))
        .containsExactly("a" + "\uD842\uDFB7".repeat(31));
  }

  @Test
  void wordsAreRunsOfLettersMarksAndNumbersOfAnyScript() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      String text =
          random
              .ints(20, 0, 1 + random.nextInt(0x20000))
              .filter(Character::isValidCodePoint)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      Set<String> one = Words.of(text);
      List<String> runs = WORD.matcher(text).results().map(MatchResult::group).toList();
      assertThat(one)
          .as("seed %s, %s", seed, text)
          .containsExactlyInAnyOrderElementsOf(
              runs.stream().flatMap(run -> Words.of(run).stream()).collect(Collectors.toSet()));
      assertThat(one).as("seed %s, %s", seed, text).allMatch(word -> word.length() <= 64);
    }
  }

  @Test
  void aSnippetBeginsShortlyBeforeTheFirstWordThatWasLookedFor() {
    String text = "x ".repeat(50) + "Bremsbeläge vorn " + "y ".repeat(100);

    String snippet = Words.snippet(text, Set.of("bremsbel"));

    assertThat(snippet).startsWith("…x ").contains("Bremsbeläge vorn").endsWith("…");
    assertThat(snippet.indexOf("Bremsbeläge")).isEqualTo(41);
  }
}
