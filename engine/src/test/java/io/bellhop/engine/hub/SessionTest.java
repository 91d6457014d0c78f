package io.bellhop.engine.hub;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Event;
import io.bellhop.engine.Filters;
import io.bellhop.engine.Registry;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Frame;
import io.bellhop.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final int IN_FLIGHT = 4;

  private final ExecutorService loop = Executors.newSingleThreadExecutor();
  private final CountDownLatch pausing = new CountDownLatch(1);
  private final SlowLink link = new SlowLink();

  /** By the time that it stops reading there is room again. */
  private final class SlowLink implements Link {
    private final CountDownLatch room = new CountDownLatch(1);
    private volatile boolean paused;

    @Override
    public void pause() {
      pausing.countDown();
      awaitQuietly(room);
      paused = true;
    }

    @Override
    public void resume() {
      paused = false;
      room.countDown();
    }

    @Override
    public void write(Payload payload) {}

    @Override
    public void flush() {}

    @Override
    public long pending() {
      return 0;
    }

    @Override
    public void close(CloseCode code, String message) {}
  }

  /** Understands nothing, and that not before the link is to pause. */
  private final class Slow implements Codec {
    @Override
    public Frame decode(String text, int maxBatch) {
      awaitQuietly(pausing);
      throw BellhopException.invalid("frame", "none here");
    }

    @Override
    public <T> T read(Json json, Class<T> type) {
      throw BellhopException.invalid("json", "none here");
    }

    @Override
    public Json write(Object value) {
      return Json.NULL;
    }
  }

  private static final class NoFilters implements Filters {
    @Override
    public Filter compile(String source) {
      throw BellhopException.invalid("filter", "none here");
    }

    @Override
    public Facts facts(Event event) {
      throw BellhopException.invalid("filter", "none here");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Session session() {
    InstantSource clock = () -> Instant.EPOCH;
    Codec codec = new Slow();
    Registry registry = new Registry();
    HubStats stats = new HubStats();
    MemoryBroker broker = new MemoryBroker();
    RecentHistory recent = new RecentHistory("epoch", clock, broker);
    RateLimiter limiter = new RateLimiter(Rates.DEFAULT);
    Hub hub =
        new Hub(
            settings(),
            stats,
            codec,
            clock,
            broker,
            new Roster(Duration.ofSeconds(5)),
            new NoFilters(),
            new Histories(registry, recent, recent),
            new Answers(new Dispatcher(registry, limiter, codec, clock, stats), codec, 1));
    return hub.open(hub.shard(loop), link, "192.0.2.1", null);
  }

  private static HubSettings settings() {
    HubSettings usual = HubSettings.DEFAULT;
    return new HubSettings(
        usual.pingInterval(),
        usual.pingTimeout(),
        usual.connectTimeout(),
        usual.leaveGrace(),
        usual.loopWait(),
        usual.outbound(),
        usual.signalsUntil(),
        usual.subscriptions(),
        IN_FLIGHT,
        usual.frame(),
        usual.batch(),
        usual.rates());
  }

  @AfterEach
  void stop() {
    loop.shutdownNow();
  }

  @Test
  void readsOnWhereThereIsRoomAgainBeforeItHasStoppedReading() {
    Session session = session();

    for (int i = 0; pausing.getCount() > 0; i++) {
      session.onFrame("frame " + i);
    }

    await().atMost(10, SECONDS).until(() -> !session.full() && !link.paused);
  }
}
