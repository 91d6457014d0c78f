package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Filters;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one event loop. Everything about them happens on that loop; others hand work in.
 * Once per loop tick, what is due for a channel is joined into one buffer and written once to each
 * receiver.
 */
public final class Shard {
  private static final System.Logger LOG = System.getLogger(Shard.class.getName());

  /** Events that may wait; beyond it they are dropped here and read again from the ledger. */
  static final int MOST_WAITING = 1 << 16;

  private static final int MOST_PER_TICK = 4_096;

  /** Two nodes' events may overtake each other; what is missing for twice as long was lost. */
  private static final long OVERTAKING_MILLIS = 25;

  private static final long NOT_LOOKED = -1;

  private final Executor loop;
  private final Filters filters;
  private final HubSettings settings;
  private final HubStats stats;
  private final Map<Channel, Topic> topics = new ConcurrentHashMap<>();
  private final Set<Session> sessions = new HashSet<>();
  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicBoolean sweepDue = new AtomicBoolean();
  private volatile boolean over;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Set<Channel> lost = ConcurrentHashMap.newKeySet();
  private final Map<Topic, Long> gaps = new HashMap<>();
  private final ObjLongConsumer<Channel> missed;
  private final List<Topic> due = new ArrayList<>();
  private final List<Session> touched = new ArrayList<>();
  private boolean onePass;
  private long second;

  /**
   * @param missed is told where events were lost, and after which offset
   */
  Shard(
      Executor loop,
      Filters filters,
      HubSettings settings,
      HubStats stats,
      ObjLongConsumer<Channel> missed) {
    this.missed = missed;
    this.loop = loop;
    this.filters = filters;
    this.settings = settings;
    this.stats = stats;
  }

  /** Runs an action on the loop, in the order given. Any thread. */
  public void run(Runnable action) {
    inbox.add(action);
    schedule();
  }

  /** Runs an action on the loop and gives its result. Any thread. */
  <T> CompletableFuture<T> call(Supplier<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    run(() -> {
      try {
        result.complete(action.get());
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      } catch (Error e) {
        result.completeExceptionally(e);
        throw e;
      }
    });
    if (over) {
      result.completeExceptionally(goingDown());
    }
    return result;
  }

  /**
   * Runs an action on the loop and waits for its result, a bounded time. Never from a loop.
   *
   * @throws BellhopException what the action throws; {@code timeout} if the loop is too busy: then
   *     the action is not begun later either; {@code unavailable} if the loop has ended
   */
  <T> T await(Supplier<T> action) {
    AtomicBoolean begunOrGivenUp = new AtomicBoolean();
    CompletableFuture<T> result =
        call(() -> {
          if (begunOrGivenUp.getAndSet(true)) {
            throw tooBusy();
          }
          return action.get();
        });
    try {
      return inTime(result);
    } catch (TimeoutException e) {
      if (begunOrGivenUp.getAndSet(true)) {
        return resultOfBegun(result);
      }
      throw tooBusy();
    }
  }

  private <T> T resultOfBegun(CompletableFuture<T> result) {
    try {
      return inTime(result);
    } catch (TimeoutException e) {
      throw tooBusy();
    }
  }

  private <T> T inTime(CompletableFuture<T> result) throws TimeoutException {
    try {
      return result.get(settings.loopWait().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BellhopException known ? known : BellhopException.internal(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw goingDown();
    }
  }

  private static BellhopException tooBusy() {
    return new BellhopException(ErrorCode.TIMEOUT, "the node is too busy");
  }

  private static BellhopException goingDown() {
    return new BellhopException(ErrorCode.UNAVAILABLE, "the node is going down");
  }

  /** Whether anybody here wants the channel's events. Any thread. */
  boolean wants(Channel channel) {
    return topics.containsKey(channel);
  }

  /** Takes events for delivery, each channel's in order. Any thread; never blocks. */
  void offer(List<Outgoing> events) {
    if (waiting.addAndGet(events.size()) > MOST_WAITING) {
      waiting.addAndGet(-events.size());
      events.forEach(outgoing -> lost.add(outgoing.event.channel()));
      run(() -> {});
      return;
    }
    run(() -> {
      waiting.addAndGet(-events.size());
      events.forEach(this::noteDue);
    });
  }

  /**
   * Reads again what the channel's subscribers have not seen up to this head, unless it is just on
   * its way. Any thread.
   */
  void checkPosition(Channel channel, long head) {
    run(() -> {
      Topic topic = topics.get(channel);
      if (topic != null && topic.expect(head)) {
        awaitMissing(topic);
      }
    });
  }

  /** Ends the subscriptions of channels whose past is no longer what it was. Any thread. */
  void drop(Predicate<Channel> channels, BiConsumer<Session, List<Channel>> dropped) {
    run(() -> {
      for (Session session : List.copyOf(sessions)) {
        List<Channel> of = session.channels().stream().filter(channels).toList();
        if (!of.isEmpty()) {
          dropped.accept(session, session.drop(of, ErrorCode.UNAVAILABLE));
        }
      }
    });
  }

  /** The channels that somebody here is subscribed to. Any thread. */
  Set<Channel> channels() {
    return Set.copyOf(topics.keySet());
  }

  /** Once a second: pings, silence, expiry. Any thread. */
  void tick(Instant now) {
    // While the loop stands still it hears nobody, so that is not to be counted afterwards.
    if (sweepDue.compareAndSet(false, true)) {
      run(() -> {
        sweepDue.set(false);
        sweep(now);
      });
    }
  }

  Subscription subscribe(
      Session session, Channel channel, Filters.@Nullable Filter filter, boolean presence) {
    Topic topic = topics.computeIfAbsent(channel, Topic::new);
    Subscription subscription = new Subscription(session, topic, filter, presence);
    topic.add(subscription);
    stats.subscriptions.increment();
    return subscription;
  }

  void unsubscribe(Subscription subscription) {
    Topic topic = subscription.topic;
    subscription.end();
    topic.remove(subscription);
    stats.subscriptions.decrement();
    if (topic.isEmpty()) {
      topics.remove(topic.channel);
    }
  }

  void add(Session session) {
    sessions.add(session);
    stats.sessions.increment();
    stats.sessionsOpened.increment();
  }

  void remove(Session session) {
    if (sessions.remove(session)) {
      stats.sessions.decrement();
    }
  }

  /** All sessions of this shard; on the loop only. */
  Set<Session> sessions() {
    return sessions;
  }

  /** Flushes what was written to a session: now if nothing more can follow in this tick. */
  void flushSoon(Session session) {
    if (onePass) {
      session.flush();
    } else {
      touched.add(session);
    }
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        loop.execute(this::drain);
      } catch (RejectedExecutionException e) {
        over = true;
        LOG.log(System.Logger.Level.DEBUG, "the loop has ended, and its links with it", e);
      }
    }
  }

  private void drain() {
    scheduled.set(false);
    Runnable action;
    int done = 0;
    while (done++ < MOST_PER_TICK && (action = inbox.poll()) != null) {
      Faults.contain("an action of the hub", action);
    }
    resyncLost();
    // With one channel due, a second walk over its receivers would only find their state cold
    // again.
    onePass = due.size() == 1 && touched.isEmpty();
    due.forEach(this::deliver);
    due.clear();
    onePass = false;
    touched.forEach(Session::flush);
    touched.clear();
    if (!inbox.isEmpty()) {
      schedule();
    }
  }

  private void deliver(Topic topic) {
    try {
      topic.deliver(filters, stats);
    } catch (Throwable fault) {
      // Whoever it did not reach is given it from the ledger.
      lose(topic.channel);
      schedule();
      Faults.report("events of " + topic.channel + " were not delivered", fault);
    }
  }

  private void noteDue(Outgoing outgoing) {
    Topic topic = topics.get(outgoing.event.channel());
    if (topic == null) {
      return;
    }
    switch (topic.note(outgoing)) {
      case FIRST -> due.add(topic);
      case MORE -> {}
      case GAP -> awaitMissing(topic);
    }
  }

  /** A topic's first subscription has caught up. */
  void begin(Topic topic, long offset) {
    if (topic.begin(offset)) {
      due.add(topic);
    }
    if (topic.hasGap()) {
      awaitMissing(topic);
    }
  }

  /** The channel's events are to be read again, all that anybody here has not seen. */
  void lose(Channel channel) {
    lost.add(channel);
  }

  private void awaitMissing(Topic topic) {
    if (gaps.isEmpty()) {
      lookLater();
    }
    gaps.putIfAbsent(topic, NOT_LOOKED);
  }

  private void lookLater() {
    CompletableFuture.delayedExecutor(OVERTAKING_MILLIS, TimeUnit.MILLISECONDS, this::run)
        .execute(this::lookForMissing);
  }

  private void lookForMissing() {
    for (Map.Entry<Topic, Long> gap : List.copyOf(gaps.entrySet())) {
      Topic topic = gap.getKey();
      if (!topic.hasGap() || topics.get(topic.channel) != topic) {
        gaps.remove(topic);
      } else if (gap.getValue() == topic.reached()) {
        gaps.remove(topic);
        lost.add(topic.channel);
      } else {
        gaps.put(topic, topic.reached());
      }
    }
    if (!gaps.isEmpty()) {
      lookLater();
    }
  }

  private void resyncLost() {
    for (Channel channel : Set.copyOf(lost)) {
      lost.remove(channel);
      Topic topic = topics.get(channel);
      if (topic != null) {
        Faults.contain("reading again what was lost", () -> resync(topic));
      }
    }
  }

  private void resync(Topic topic) {
    boolean known = topic.isKnown();
    long reached = topic.reached();
    long told = topic.told();
    topic.forget();
    topic.each(subscription -> subscription.session.resync(subscription, told));
    if (known) {
      missed.accept(topic.channel, reached);
    }
  }

  private void sweep(Instant now) {
    second++;
    Payload ping = Notices.ping();
    long interval = Math.max(1, settings.pingInterval().toSeconds());
    for (Session session : List.copyOf(sessions)) {
      CloseCode overdue = session.overdue(now);
      if (overdue != null) {
        session.end(overdue, null);
      } else if (session.pingDue(second, interval)) {
        session.write(List.of(ping), false);
      }
    }
    ping.release();
  }
}
