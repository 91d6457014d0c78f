package io.bellhop.redis;

import static io.bellhop.redis.Ear.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Event;
import io.bellhop.engine.hub.MemoryBroker;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every broker promises about a server's own events, whatever is between the servers. */
@ParameterizedClass
@EnumSource(OwnEventsTest.Kind.class)
class OwnEventsTest {
  enum Kind {
    MEMORY,
    REDIS,
    REDIS_THAT_IS_AWAY
  }

  @Parameter Kind kind = Kind.MEMORY;
  private final Ear ear = new Ear();
  private Broker broker = new MemoryBroker();
  private AutoCloseable rest = () -> {};

  @BeforeEach
  void start() {
    switch (kind) {
      case MEMORY -> {}
      case REDIS -> {
        RedisProcess redis = RedisProcess.start();
        join(redis.url(), redis);
      }
      case REDIS_THAT_IS_AWAY -> join("redis://127.0.0.1:" + Ports.free(), () -> {});
    }
  }

  private void join(String url, AutoCloseable redis) {
    RedisSettings settings = new RedisSettings(List.of(url), false, null, null, null, "test");
    RedisNode node = RedisNode.join(settings, Duration.ofSeconds(5), new SettableClock());
    broker = node.broker();
    rest =
        () -> {
          node.close();
          redis.close();
        };
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    rest.close();
  }

  @Test
  void theyAreHandedOverBeforePublishReturnsOnceAndInOrder() {
    broker.listen(ear);
    List<Event> events =
        LongStream.rangeClosed(1, 1_000).mapToObj(o -> event("chat:" + o % 7, o, "{}")).toList();

    for (int i = 0; i < events.size(); i += 10) {
      broker.publish(events.subList(i, i + 10));
      assertThat(ear.own).hasSize(i + 10);
    }

    assertThat(ear.own).containsExactlyElementsOf(events);
    assertThat(ear.others).isEmpty();
    assertThat(broker.alone()).isEqualTo(kind == Kind.MEMORY);
  }

  @Test
  void oneThatNobodyListensToBlocksNobody() {
    broker.publish(List.of(event("chat:1", 1, "{}")));
    broker.listen(ear);
    broker.publish(List.of(event("chat:1", 2, "{}")));

    assertThat(ear.own).containsExactly(event("chat:1", 2, "{}"));
  }
}
