package io.bellhop.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistogramTest {
  private final Histogram histogram = new Histogram();

  @Test
  void percentilesAreRightToTwoPercent() {
    for (long micros = 1; micros <= 10_000; micros++) {
      histogram.record(micros * 1_000);
    }

    assertThat(histogram.millis(0.5)).isCloseTo(5, within(0.1));
    assertThat(histogram.millis(0.99)).isCloseTo(9.9, within(0.2));
    assertThat(histogram.millis(1)).isCloseTo(10, within(0.2));
    assertThat(histogram.total()).isEqualTo(10_000);
  }

  @Test
  void anEmptyOneSaysZero() {
    histogram.record(5);

    histogram.clear();

    assertThat(histogram.millis(0.99)).isZero();
    assertThat(histogram.total()).isZero();
  }

  @Test
  void takesTheExtremes() {
    histogram.record(-1);
    histogram.record(Long.MAX_VALUE);

    assertThat(histogram.millis(0.5)).isZero();
    assertThat(histogram.millis(1)).isGreaterThan(9e12);
  }
}
