package io.bellhop.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {
  @Test
  void theNameInAStatLineMayHoldAnything() {
    String stat = "42 (a ) (b) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 1 0 1 2 3";

    assertThat(Usage.ticks(stat)).isEqualTo(300);
  }
}
