package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UncaughtTest {
  private final List<Integer> ends = new ArrayList<>();
  private final Uncaught uncaught = new Uncaught(ends::add);

  @Test
  void theProcessEndsWithoutMemory() {
    uncaught.uncaughtException(Thread.currentThread(), new OutOfMemoryError("in a test"));

    assertThat(ends).containsExactly(3);
  }

  @Test
  void itGoesOnWhateverElseHappens() {
    uncaught.uncaughtException(Thread.currentThread(), new StackOverflowError("in a test"));
    uncaught.uncaughtException(Thread.currentThread(), new IllegalStateException("in a test"));

    assertThat(ends).isEmpty();
  }
}
