package io.bellhop.feature.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownNameTest {
  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "../../etc/passwd, passwd",
    "C:\\windows\\system32\\a.txt, a.txt",
    ".htaccess, htaccess",
    "..., file",
    "a/, file",
    "' a b ', a b",
    "résumé.pdf, résumé.pdf",
    "e\u0301.txt, é.txt",
    "invoice\u202Efdp.txt, invoicefdp.txt",
    "a\u2066b\u2069.txt, ab.txt",
    "a\u200B\uFEFF.txt, a.txt",
    "'a\r\nSet-Cookie: x', aSet-Cookie: x",
    "\u0007\u001B[2J.txt, [2J.txt"
  })
  void showsNoPathsAndNothingInvisible(String given, String shown) {
    assertThat(ShownName.of(given)).isEqualTo(shown);
  }

  @Test
  void shortensAndKeepsTheEnding() {
    var name = ShownName.of("😀".repeat(300) + ".jpeg");

    assertThat(name.codePointCount(0, name.length())).isEqualTo(120);
    assertThat(name).endsWith("😀….jpeg");
  }

  @ParameterizedTest
  @CsvSource({
    "plain.txt, attachment; filename=\"plain.txt\"; filename*=UTF-8''plain.txt",
    "'a \"b\";\\.txt', 'attachment; filename=\"a _b_;_.txt\"; filename*=UTF-8''''a%20%22b%22%3B%5C.txt'",
    "100%.txt, attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt",
    "日本*.txt, attachment; filename=\"__*.txt\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC%2A.txt"
  })
  void headersCarryAnyName(String name, String header) {
    assertThat(Disposition.of(false, name)).isEqualTo(header);
  }
}
