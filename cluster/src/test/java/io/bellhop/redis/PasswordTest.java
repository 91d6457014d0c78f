package io.bellhop.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static RedisNode join(String url, String password) {
    RedisSettings settings = new RedisSettings(List.of(url), false, null, password, null, "test");
    return RedisNode.join(settings, GRACE, new SettableClock());
  }

  @Test
  void joinsWithTheRightPasswordAndWorksAloneWithAWrongOne() {
    try (RedisProcess redis = RedisProcess.start("--requirepass", "right");
        RedisNode right = join(redis.url(), "right");
        RedisNode wrong = join(redis.url(), "wrong")) {
      await().atMost(PATIENCE).until(() -> right.stats().connected());

      Ear ear = new Ear();
      wrong.broker().listen(ear);
      wrong.broker().publish(List.of(Ear.event("chat:1", 1, "{}")));
      assertThat(ear.own).hasSize(1);
      assertThat(wrong.stats().connected()).isFalse();
    }
  }

  @Test
  void showsNoPassword() {
    RedisSettings settings =
        new RedisSettings(
            List.of("redis://ann:hunter2@host:6379"), false, "ann", "secret", null, "test");

    assertThat(settings).asString().contains("host:6379").doesNotContain("hunter2", "secret");
  }
}
