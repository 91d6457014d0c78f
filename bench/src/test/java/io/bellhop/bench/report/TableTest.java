package io.bellhop.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @Test
  void columnsAreAsWideAsTheyMustBe() {
    Table table = new Table("figure", "value");
    table.row("a", "1,000");
    table.row("longer name", "7");

    table.print(out);

    assertThat(printed.toString(UTF_8).lines())
        .containsExactly("figure       value", "a            1,000", "longer name      7");
  }

  @Test
  void numbersShowThreeDigitsThatCount() {
    assertThat(Table.number(0.224)).isEqualTo("0.22");
    assertThat(Table.number(12.34)).isEqualTo("12.3");
    assertThat(Table.number(5_912_345.6)).isEqualTo("5,912,346");
    assertThat(Table.number(7)).isEqualTo("7");
  }

  @Test
  void eachFigureStandsBesideItsAimAndTheLastRelease() {
    Report report = new Report(out, Map.of("p99", 80.0));
    report.add("p99", 40, "ms", Aim.atMost(100));
    report.add("ratio", 0.5, "x", Aim.atLeast(0.6));

    report.print();

    assertThat(printed.toString(UTF_8))
        .containsPattern("p99 +40 +ms +≤ 100 +met +80 +-50 %")
        .containsPattern("ratio +0.50 +x +≥ 0.6 +MISSED");
  }
}
