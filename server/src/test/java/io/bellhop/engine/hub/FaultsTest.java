package io.bellhop.engine.hub;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Event;
import io.bellhop.engine.hub.HubFixture.Client;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Frame;
import io.bellhop.protocol.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong at one receiver, or at one event, is nobody else's loss. */
class FaultsTest {
  private final HubFixture fixture = new HubFixture();
  private final Client ann = subscriber("ann");
  private final Client bob = subscriber("bob");
  private final Client cat = subscriber("cat");

  private Client subscriber(String name) {
    Client client = fixture.client("s/" + name + "/guest");
    client.call("subscribe", "{\"channel\":\"room:1\"}");
    fixture.settle();
    return client;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anErrorAtOneReceiverEndsOnlyThatOneAndIsHandedOn() {
    Error noMemory = new OutOfMemoryError("direct memory, in a test");
    bob.link.breaks = noMemory;

    fixture.publish("room:1", "said", "{}");
    fixture.publish("room:1", "said", "{}");

    await().atMost(5, SECONDS).until(() -> cat.offsets().size() == 2);
    assertThat(ann.offsets()).containsExactly(1L, 2L);
    assertThat(cat.offsets()).containsExactly(1L, 2L);
    assertThat(bob.offsets()).isEmpty();
    assertThat(bob.link.closed).isEqualTo(CloseCode.INTERNAL);
    assertThat(fixture.uncaught).containsExactly(noMemory);
  }

  @Test
  void aLinkThatTakesNothingAnyMoreIsClosedAllTheSame() {
    bob.link.broken = true;

    fixture.publish("room:1", "said", "{}");

    await().atMost(5, SECONDS).until(() -> bob.link.closed == CloseCode.INTERNAL);
    await().atMost(5, SECONDS).until(() -> fixture.hub.size() == 2);
    assertThat(cat.offsets()).containsExactly(1L);
    assertThat(fixture.stats.subscriptions.sum()).isEqualTo(2);
  }

  @Test
  void pingsGoOutToTheOthers() {
    List<Client> others = List.of(subscriber("dan"), subscriber("eve"), subscriber("fay"), ann);
    bob.link.broken = true;
    cat.link.broken = true;

    fixture.seconds(25);

    assertThat(others).allMatch(client -> client.count("\"method\":\"ping\"") == 1);
    assertThat(List.of(bob, cat)).allMatch(c -> c.link.closed == CloseCode.INTERNAL);
  }

  @Test
  void anEventThatCouldNotBeFramedIsReadAgain() {
    fixture.broker.loses = true;
    Event event = fixture.publish("room:1", "said", "{}");
    fixture.broker.loses = false;

    fixture.shard.offer(List.of(new Outgoing(event, new NoCodec())));

    await().atMost(5, SECONDS).until(() -> cat.offsets().size() == 1);
    assertThat(ann.offsets()).containsExactly(1L);
    assertThat(fixture.uncaught).hasSize(1);
    fixture.publish("room:1", "said", "{}");
    await().atMost(5, SECONDS).until(() -> cat.offsets().size() == 2);
    assertThat(ann.offsets()).containsExactly(1L, 2L);
  }

  @Test
  void whoWaitsForAnActionThatFailsIsToldAtOnce() {
    long began = System.nanoTime();

    assertThatThrownBy(() -> fixture.shard.await(FaultsTest::overflow))
        .isInstanceOf(BellhopException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    assertThat(fixture.shard.await(() -> true)).isTrue();
  }

  private static boolean overflow() {
    throw new StackOverflowError("in a test");
  }

  /** Cannot write anything, and not for a reason of the codec's own. */
  private static final class NoCodec implements Codec {
    @Override
    public Frame decode(String text, int maxBatch) {
      throw new LinkageError("in a test");
    }

    @Override
    public <T> T read(Json json, Class<T> type) {
      throw new LinkageError("in a test");
    }

    @Override
    public Json write(Object value) {
      throw new LinkageError("in a test");
    }
  }
}
