package io.bellhop.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Caller;
import io.bellhop.engine.Limit;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final Instant NOW = Instant.parse("2026-11-20T13:28:00Z");
  private static final Method<None, None> WIDE = method("wide", 100);
  private static final Method<None, None> NARROW = method("narrow", 2);

  private final RateLimiter limiter =
      new RateLimiter(
          new Rates(new Limit(1, 1), new Limit(5, 1), new Limit(8, 1), new Limit(3, 1)));

  record Somebody(Principal principal, String address) implements Caller {}

  private static Method<None, None> method(String name, int burst) {
    return Method.named(name, None.class, None.class).limit(burst, 1).does((call, none) -> none);
  }

  private static Caller caller(String site, String id, String address) {
    return new Somebody(
        new Principal(site, id, Role.GUEST, id, Instant.MAX, NOW, null, Map.of()), address);
  }

  private int passes(Caller caller, Method<None, None> method, Instant now) {
    int passed = 0;
    try {
      while (passed < 1_000) {
        limiter.check(caller, method, now);
        passed++;
      }
    } catch (BellhopException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
      assertThat(e.after()).isPositive();
    }
    return passed;
  }

  @Test
  void limitsAPrincipalOverAllItsLines() {
    assertThat(passes(caller("s", "ann", "1.1.1.1"), WIDE, NOW)).isEqualTo(5);
    assertThat(passes(caller("s", "ann", "2.2.2.2"), WIDE, NOW)).isZero();
    assertThat(passes(caller("s", "bob", "2.2.2.2"), WIDE, NOW)).isEqualTo(5);
    assertThat(passes(caller("other", "ann", "3.3.3.3"), WIDE, NOW)).isEqualTo(5);
  }

  @Test
  void limitsAMethodForEachPrincipal() {
    assertThat(passes(caller("s", "ann", "1.1.1.1"), NARROW, NOW)).isEqualTo(2);
    assertThat(passes(caller("s", "bob", "1.1.1.1"), NARROW, NOW)).isEqualTo(2);
  }

  @Test
  void limitsAnAddressWhoeverCalls() {
    assertThat(passes(caller("s", "ann", "1.1.1.1"), WIDE, NOW)).isEqualTo(5);
    assertThat(passes(caller("s", "bob", "1.1.1.1"), WIDE, NOW)).isLessThanOrEqualTo(3);
  }

  @Test
  void limitsWhoShowsNoTokenByAddress() {
    assertThat(passes(new Somebody(Principal.NOBODY, "1.1.1.1"), WIDE, NOW)).isEqualTo(3);
    assertThat(passes(new Somebody(Principal.NOBODY, "2.2.2.2"), WIDE, NOW)).isEqualTo(3);
  }

  @Test
  void letsAllWhoShareAnAddressConnectAgainAtOnce() {
    Method<None, None> connect =
        Method.named("connect", None.class, None.class).connected().does((call, none) -> none);

    assertThat(passes(new Somebody(Principal.NOBODY, "1.1.1.1"), WIDE, NOW)).isEqualTo(3);
    assertThat(passes(new Somebody(Principal.NOBODY, "1.1.1.1"), connect, NOW)).isEqualTo(8);
  }

  @Test
  void forgetsOnlyWhoHasRested() {
    Caller ann = caller("s", "ann", "1.1.1.1");
    passes(ann, WIDE, NOW);

    limiter.tick(NOW.plusSeconds(1));
    assertThat(passes(ann, WIDE, NOW.plusSeconds(1))).isEqualTo(1);
    limiter.tick(NOW.plus(Duration.ofHours(1)));
    assertThat(passes(ann, WIDE, NOW.plus(Duration.ofHours(1)))).isEqualTo(5);
  }

  @Test
  void aFloodOfNamesSharesOneBucket() {
    for (int i = 0; i < RateLimiter.MOST; i++) {
      limiter.check(new Somebody(Principal.NOBODY, "a" + i), WIDE, NOW);
    }

    assertThat(passes(new Somebody(Principal.NOBODY, "new-1"), WIDE, NOW)).isEqualTo(3);
    assertThat(passes(new Somebody(Principal.NOBODY, "new-2"), WIDE, NOW)).isZero();
    assertThat(passes(new Somebody(Principal.NOBODY, "a7"), WIDE, NOW)).isEqualTo(2);
  }
}
