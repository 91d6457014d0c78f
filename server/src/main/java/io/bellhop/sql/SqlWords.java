package io.bellhop.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a statement, to see which tables it names. Statements are constants of the code. */
final class SqlWords {
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern INSERT =
      Pattern.compile("\\s*INSERT\\s+INTO\\s+(\\w+).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Map<String, Set<String>> WORDS = new ConcurrentHashMap<>();
  private static final Map<String, String> TABLES = new ConcurrentHashMap<>();

  private SqlWords() {}

  static Set<String> of(String sql) {
    return WORDS.computeIfAbsent(
        sql,
        text ->
            WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * The table an insert writes to.
   *
   * @throws IllegalArgumentException if it is not an insert
   */
  static String tableOf(String insert) {
    return TABLES.computeIfAbsent(
        insert,
        text -> {
          Matcher matcher = INSERT.matcher(text);
          if (!matcher.matches()) {
            throw new IllegalArgumentException("not an INSERT INTO: " + text);
          }
          return matcher.group(1).toLowerCase(Locale.ROOT);
        });
  }
}
