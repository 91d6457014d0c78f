package io.bellhop.docs;

import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The catalogues as tables in Markdown, between marks in {@code docs/protocol.md}. */
final class Tables {
  private Tables() {}

  /** The text with both tables made anew. */
  static String renewed(String markdown) {
    return between(between(markdown, "errors", errors()), "close", closeCodes());
  }

  private static String errors() {
    return Arrays.stream(ErrorCode.values())
        .map(code ->
            "| `%s` | %d | %d | %s | %s |\n"
                .formatted(
                    code.wireName(),
                    code.number(),
                    code.httpStatus(),
                    code.retryable() ? "yes" : "no",
                    code.meaning()))
        .collect(
            Collectors.joining(
                "", "| code | number | HTTP | retry | meaning |\n|---|---|---|---|---|\n", ""));
  }

  private static String closeCodes() {
    return Arrays.stream(CloseCode.values())
        .map(code ->
            "| `%s` | %d | %s | %s |\n"
                .formatted(
                    code.wireName(), code.number(), code.reconnect().words(), code.meaning()))
        .collect(
            Collectors.joining(
                "", "| code | number | reconnect | meaning |\n|---|---|---|---|\n", ""));
  }

  private static String between(String markdown, String mark, String table) {
    String begin = "<!-- catalogue:" + mark + " -->\n";
    String end = "<!-- /catalogue:" + mark + " -->";
    int from = markdown.indexOf(begin);
    int to = markdown.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no marks for " + mark);
    }
    return markdown.substring(0, from + begin.length()) + table + markdown.substring(to);
  }
}
