package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * What follows when events were lost between nodes: durable ones are read from the ledger; who
 * hears a channel with a ring is told that their position is lost; signals are gone. Thread-safe.
 */
final class Losses {
  private static final System.Logger LOG = System.getLogger(Losses.class.getName());

  private final Hub hub;
  private final List<Shard> shards;
  private final Histories histories;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Queue<Predicate<Channel>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean looking = new AtomicBoolean();

  Losses(Hub hub, List<Shard> shards, Histories histories) {
    this.hub = hub;
    this.shards = shards;
    this.histories = histories;
    histories.recent().listen(channel -> drop(channel::equals));
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Returns at once. */
  void onLoss(Predicate<Channel> channels) {
    histories.recent().lose(channels);
    drop(channels.and(channel -> histories.ring(channel) != null));
    waiting.add(channels);
    if (looking.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::look);
    }
  }

  private void drop(Predicate<Channel> channels) {
    for (Shard shard : shards) {
      shard.drop(
          channels,
          (session, dropped) ->
              Thread.startVirtualThread(() -> hub.leave(session.principal(), dropped)));
    }
  }

  private void look() {
    looking.set(false);
    Predicate<Channel> any = channel -> false;
    for (Predicate<Channel> next = waiting.poll(); next != null; next = waiting.poll()) {
      any = any.or(next);
    }
    try {
      hub.checkPositions(any);
      listeners.forEach(Runnable::run);
    } catch (RuntimeException e) {
      // The next regular look finds it.
      LOG.log(System.Logger.Level.WARNING, "what was lost cannot be looked for now", e);
    }
  }
}
