package io.bellhop.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Limit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final Instant START = Instant.parse("2026-11-20T13:28:00Z");
  private static final Limit LIMIT = new Limit(3, 2);

  private final TokenBucket bucket = new TokenBucket(LIMIT, START);

  private Duration take(long millis) {
    return bucket.take(LIMIT, START.plusMillis(millis));
  }

  @Test
  void letsABurstPassThenTellsTheWait() {
    assertThat(take(0)).isZero();
    assertThat(take(0)).isZero();
    assertThat(take(0)).isZero();
    assertThat(take(0)).isEqualTo(Duration.ofMillis(500));
    assertThat(take(250)).isEqualTo(Duration.ofMillis(250));
    assertThat(take(500)).isZero();
    assertThat(take(500)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void neverHoldsMoreThanTheBurst() {
    assertThat(take(3_600_000)).isZero();
    assertThat(take(3_600_000)).isZero();
    assertThat(take(3_600_000)).isZero();
    assertThat(take(3_600_000)).isPositive();
  }

  @Test
  void aClockThatIsSetBackLocksNobodyOut() {
    take(0);
    take(0);
    take(0);

    assertThat(take(-3_600_000)).isEqualTo(Duration.ofMillis(500));
    assertThat(take(-3_600_000 + 500)).isZero();
  }

  @Test
  void isFullAgainAfterAWhile() {
    assertThat(bucket.full(LIMIT, START)).isTrue();
    take(0);
    assertThat(bucket.full(LIMIT, START.plusMillis(499))).isFalse();
    assertThat(bucket.full(LIMIT, START.plusMillis(500))).isTrue();
  }
}
