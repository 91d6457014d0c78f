package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Filters;
import io.bellhop.engine.History;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.Codec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Sends a subscription the past that it missed, page by page, as fast as the client takes it, then
 * opens its gate. Each replay has a virtual thread; a bounded number read at a time.
 */
final class Replayer {
  private static final int AT_A_TIME = 64;
  private static final int PATIENCE_SECONDS = 30;

  private final ReplayPages pages;
  private final Filters filters;
  private final HubStats stats;
  private final Semaphore turns = new Semaphore(AT_A_TIME, true);

  Replayer(Function<Channel, History> histories, Filters filters, Codec codec, HubStats stats) {
    this.pages = new ReplayPages(histories, codec);
    this.filters = filters;
    this.stats = stats;
  }

  /**
   * Replays what came after {@code offset}. Any thread; returns at once.
   *
   * @param synced whether to tell the client when it is done
   */
  void start(Subscription subscription, long offset, boolean synced) {
    stats.replays.increment();
    Thread.startVirtualThread(() -> run(subscription, offset, synced));
  }

  /** Forgets old pages; called about once a second. */
  void tick() {
    pages.tick();
  }

  private void run(Subscription subscription, long offset, boolean synced) {
    pages.onStart();
    try {
      long at = offset;
      boolean open = false;
      while (!open && !subscription.over()) {
        at = replay(subscription, at);
        long reached = at;
        open = await(subscription.session.shard().call(() -> subscription.open(reached, synced)));
      }
    } catch (TimeoutException e) {
      subscription.session.endSoon(CloseCode.SLOW_CONSUMER, null);
    } catch (InterruptedException | ExecutionException | RuntimeException e) {
      // The client reconnects, asks from its own position and is told if that is no longer kept.
      subscription.session.fail("replay of " + subscription.topic.channel + " failed", e);
    } finally {
      pages.onEnd();
    }
  }

  private long replay(Subscription subscription, long offset)
      throws InterruptedException, ExecutionException, TimeoutException {
    long since = pages.number();
    long at = offset;
    ReplayPage page;
    do {
      page = page(subscription.topic, at, since);
      if (!page.isEmpty()) {
        at = page.last();
        send(subscription, page);
      }
    } while (page.full && !subscription.over());
    return at;
  }

  private ReplayPage page(Topic topic, long after, long since)
      throws InterruptedException, TimeoutException {
    if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("too many replays at once");
    }
    try {
      return pages.after(topic.channel, topic.frames, after, since);
    } finally {
      turns.release();
    }
  }

  private void send(Subscription subscription, ReplayPage page)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Payload> frames = framed(subscription, page);
    Session session = subscription.session;
    CompletableFuture<Void> taken = new CompletableFuture<>();
    session
        .shard()
        .run(() -> {
          if (!subscription.over()) {
            session.writeOwn(frames, false);
          }
          session.whenRoom(taken);
        });
    await(taken);
  }

  private List<Payload> framed(Subscription subscription, ReplayPage page) {
    Filters.Filter filter = subscription.filter;
    if (filter == null) {
      stats.replayedEvents.add(page.events.size());
      return page.payloads();
    }
    List<Outgoing> wanted = page.events.stream().filter(o -> o.matches(filter, filters)).toList();
    stats.replayedEvents.add(wanted.size());
    return subscription.topic.frames.join(wanted);
  }

  private static <T> T await(CompletableFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
