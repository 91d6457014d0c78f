package io.bellhop.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerifiedTest {
  private final AtomicInteger verified = new AtomicInteger();
  private final SettableClock clock = new SettableClock();
  private final Verified tokens = new Verified(100);

  private Principal get(String token) {
    return tokens.get(
        token,
        clock.instant(),
        () -> {
          verified.incrementAndGet();
          return Stage.principal("hotel", token, Role.GUEST);
        });
  }

  @Test
  void verifiesOnce() {
    assertThat(get("a")).isSameAs(get("a"));
    assertThat(get("b").id()).isEqualTo("b");
    assertThat(verified).hasValue(2);
  }

  @Test
  void forgetsAfterTenMinutesHoweverOftenAsked() {
    for (int minute = 0; minute < 11; minute++) {
      get("a");
      clock.advance(Duration.ofMinutes(1));
    }
    get("a");

    assertThat(verified).hasValueGreaterThan(1);
  }

  @Test
  void holdsOnlySoMany() {
    for (int i = 0; i < 1_000; i++) {
      get("token-" + i);
    }
    verified.set(0);
    for (int i = 0; i < 1_000; i++) {
      get("token-" + i);
    }

    assertThat(verified).hasValueGreaterThan(800);
  }
}
