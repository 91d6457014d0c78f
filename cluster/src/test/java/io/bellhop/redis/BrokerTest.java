package io.bellhop.redis;

import static io.bellhop.redis.Ear.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Event;
import io.bellhop.redis.Carrier.Meeting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Events between nodes, on whatever carries them. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@EnumSource(Carrier.class)
class BrokerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Parameter Carrier carrier = Carrier.MEMORY;
  private final SettableClock clock = new SettableClock();
  private final List<RedisNode> nodes = new ArrayList<>();
  private Meeting meeting = Carrier.MEMORY.meeting();
  private final Ear here = new Ear();
  private final Ear there = new Ear();
  private RedisNode one;
  private RedisNode two;

  @BeforeEach
  void meet() {
    meeting = carrier.meeting();
    one = node("one", here);
    two = node("two", there);
    await().atMost(PATIENCE).until(() -> one.stats().nodes() == 2 && two.stats().nodes() == 2);
    await().atMost(PATIENCE).until(() -> one.stats().connected() && two.stats().connected());
  }

  @AfterEach
  void part() {
    nodes.forEach(RedisNode::close);
    meeting.close();
  }

  private RedisNode node(String name, Ear ear) {
    RedisNode node = new RedisNode(name, meeting.wire(), Duration.ofSeconds(5), clock);
    node.broker().listen(ear);
    node.start();
    nodes.add(node);
    return node;
  }

  @Test
  void ownEventsAreThereAtOnceAndComeToTheOthersOnceInOrder() {
    int channels = 40;
    int each = 200;
    for (long offset = 1; offset <= each; offset++) {
      for (int i = 0; i < channels; i++) {
        one.broker().publish(List.of(event("chat:" + i, offset, "{\"text\":\"ø 📅\"}")));
        assertThat(here.own).hasSize((int) (offset - 1) * channels + i + 1);
      }
    }

    await().atMost(PATIENCE).until(() -> there.others.size() >= channels * each);
    for (int i = 0; i < channels; i++) {
      String name = "chat:" + i;
      List<Event> received =
          there.others.stream().filter(e -> e.channel().name().equals(name)).toList();
      assertThat(received)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, each)
                  .mapToObj(offset -> event(name, offset, "{\"text\":\"ø 📅\"}"))
                  .toList());
    }
    assertThat(here.others).isEmpty();
    assertThat(there.own).isEmpty();
    assertThat(there.losses).hasValue(0);
  }

  @Test
  void whatNobodyWantsIsNotRead() {
    there.wants = channel -> channel.name().equals("chat:1");

    one.broker().publish(List.of(event("chat:2", 1, "{}"), event("chat:1", 1, "{}")));

    await().atMost(PATIENCE).until(() -> two.stats().received() == 2);
    await().atMost(PATIENCE).until(() -> !there.others.isEmpty());
    assertThat(there.others).containsExactly(event("chat:1", 1, "{}"));
  }

  @Test
  void manyEventsAtOnceGoOutTogether() {
    List<Event> many =
        LongStream.rangeClosed(1, 20_000).mapToObj(o -> event("job:7", o, "{}")).toList();

    one.broker().publish(many);

    await().atMost(PATIENCE).until(() -> there.others.size() == many.size());
    assertThat(there.others).containsExactlyElementsOf(many);
  }

  @Test
  void aNodeThatClosesIsNoLongerCounted() {
    two.close();

    await().atMost(PATIENCE).until(() -> one.stats().nodes() == 1);
    one.broker().publish(List.of(event("chat:1", 1, "{}")));
    assertThat(here.own).hasSize(1);
  }
}
