package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UncertainCommitsTest {
  private final AtomicLong uncertain = new AtomicLong();
  private final AtomicBoolean ready = new AtomicBoolean(true);
  private final AtomicInteger looks = new AtomicInteger();
  private final UncertainCommits commits =
      new UncertainCommits(uncertain::get, ready::get, looks::incrementAndGet);

  private int looksIn(int seconds) {
    looks.set(0);
    for (int i = 0; i < seconds; i++) {
      commits.check();
    }
    return looks.get();
  }

  @Test
  void nothingIsLookedForWithoutAny() {
    assertThat(looksIn(100)).isZero();
  }

  @Test
  void aCommitIsLookedForAtOnceAndForTenMinutes() {
    uncertain.incrementAndGet();

    assertThat(looksIn(5)).isEqualTo(5);
    assertThat(looksIn(100)).isEqualTo(10);
    assertThat(looksIn(1_000)).isBetween(45, 55);
    assertThat(looksIn(100)).isZero();
  }

  @Test
  void whileTheStoreIsAwayNoTimeIsLost() {
    uncertain.incrementAndGet();
    ready.set(false);
    assertThat(looksIn(1_000)).isZero();

    ready.set(true);
    assertThat(looksIn(5)).isEqualTo(5);
  }
}
