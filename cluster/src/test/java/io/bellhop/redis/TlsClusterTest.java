package io.bellhop.redis;

import static io.bellhop.redis.Ear.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of Redis to which all speak TLS, its nodes with each other too. */
class TlsClusterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int CHANNELS = 200;

  @Test
  void nodesHearEachOtherOverAllOfItsMasters(@TempDir Path folder) throws Exception {
    TestAuthority authority = new TestAuthority(folder);
    try (SmallCluster cluster = SmallCluster.start(authority)) {
      assertThat(cluster.urls()).allMatch(url -> url.startsWith("rediss://"));
      RedisSettings settings =
          new RedisSettings(
              cluster.urls(), true, "bellhop", "right", authority.certificate, "test");
      Ear there = new Ear();
      try (RedisNode one = RedisNode.join(settings, GRACE, new SettableClock());
          RedisNode two = RedisNode.join(settings, GRACE, new SettableClock())) {
        two.broker().listen(there);
        await().atMost(PATIENCE).until(() -> one.stats().nodes() == 2 && two.stats().nodes() == 2);
        await().atMost(PATIENCE).until(() -> one.stats().connected() && two.stats().connected());

        IntStream.range(0, CHANNELS)
            .forEach(i -> one.broker().publish(List.of(event("chat:" + i, 1, "{}"))));

        await().atMost(PATIENCE).until(() -> there.others.size() == CHANNELS);
      }
    }
  }
}
