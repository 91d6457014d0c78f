package io.bellhop.redis;

import static io.bellhop.redis.Ear.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while Redis is away, slow or full of rubbish. */
class LossTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SettableClock clock = new SettableClock();
  private final RedisProcess redis = RedisProcess.start();
  private final Ear here = new Ear();
  private final Ear there = new Ear();
  private RedisNode one;
  private RedisNode two;

  @BeforeEach
  void meet() {
    one = node("one", here);
    two = node("two", there);
    await().atMost(PATIENCE).until(this::connected);
  }

  @AfterEach
  void part() {
    one.close();
    two.close();
    redis.close();
  }

  private RedisNode node(String name, Ear ear) {
    RedisSettings settings =
        new RedisSettings(List.of(redis.url()), false, null, null, null, "test");
    RedisNode node = new RedisNode(name, LettuceWire.to(settings), Duration.ofSeconds(5), clock);
    node.broker().listen(ear);
    node.start();
    return node;
  }

  private boolean connected() {
    return one.stats().connected()
        && two.stats().connected()
        && one.stats().nodes() == 2
        && two.stats().nodes() == 2;
  }

  @Test
  void aWireThatCannotConnectAtFirstTellsSoBeforeItHears() {
    redis.kill();
    AtomicInteger away = new AtomicInteger();
    Set<Integer> heard = ConcurrentHashMap.newKeySet();
    RedisSettings settings =
        new RedisSettings(List.of(redis.url()), false, null, null, null, "test");
    try (LettuceWire wire = LettuceWire.to(settings)) {
      wire.open(
          new Wire.Receiver() {
            @Override
            public void onMessage(int partition, byte[] bytes) {}

            @Override
            public void onAway() {
              away.incrementAndGet();
            }

            @Override
            public void onSubscribed(int partition) {
              heard.add(partition);
            }
          });

      await().atMost(PATIENCE).until(() -> away.get() == 1);
      assertThat(heard).isEmpty();
      redis.startAgain();
      await().atMost(PATIENCE).until(() -> heard.size() == Partitions.COUNT);
      assertThat(away).hasValue(1);
    }
  }

  @Test
  void whileRedisIsAwayNothingWaitsAndAfterwardsTheLossIsKnown() {
    redis.kill();
    await().atMost(PATIENCE).until(() -> !one.stats().connected());
    List<Event> many =
        LongStream.rangeClosed(1, 100_000).mapToObj(o -> event("job:7", o, "{}")).toList();

    long start = System.nanoTime();
    one.broker().publish(many);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(here.own).hasSize(many.size());
    assertThat(one.queued()).isLessThanOrEqualTo(Outbox.MOST_ITEMS);
    assertThat(one.stats().dropped()).isGreaterThanOrEqualTo(many.size() - Outbox.MOST_ITEMS);

    redis.startAgain();
    await().atMost(PATIENCE).until(this::connected);
    await().atMost(PATIENCE).until(() -> there.losses.get() > 0);
    Event later = event("chat:1", 5, "{}");
    one.broker().publish(List.of(later));
    await().atMost(PATIENCE).until(() -> there.others.contains(later));
  }

  @Test
  void aRedisThatStandsStillIsNotWaitedFor() {
    redis.signal("STOP");
    List<Event> many =
        LongStream.rangeClosed(1, 3L * Outbox.MOST_ITEMS)
            .mapToObj(o -> event("job:7", o, "{}"))
            .toList();

    long start = System.nanoTime();
    one.broker().publish(many);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(one.queued()).isLessThanOrEqualTo(Outbox.MOST_ITEMS);
    redis.signal("CONT");
    await().atMost(PATIENCE).until(() -> there.losses.get() > 0);
    await().atMost(PATIENCE).until(this::connected);
  }

  @Test
  void rubbishAndOtherVersionsAreLeftOut() {
    redis.command("SPUBLISH test.{1} rubbish");
    redis.command(
        "SPUBLISH test.{1} " + new String(new byte[] {1, 3, 'o'}, StandardCharsets.US_ASCII));
    redis.command("SPUBLISH test.{1} " + (char) 14);

    Event event = event("chat:1", 1, "{}");
    one.broker().publish(List.of(event));

    await().atMost(PATIENCE).until(() -> !there.others.isEmpty());
    assertThat(there.others).containsExactly(event);
    assertThat(there.losses).hasValue(0);
  }

  @Test
  void forgettingEverythingChangesNothing() {
    redis.command("FLUSHALL");

    one.broker().publish(List.of(event("chat:1", 1, "{}")));

    await().atMost(PATIENCE).until(() -> there.others.size() == 1);
    assertThat(there.losses).hasValue(0);
  }
}
