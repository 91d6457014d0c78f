package io.bellhop.redis;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hands events to this node at once and to the others over Redis, for which nothing waits. */
final class RedisBroker implements Broker {
  private final Outbox outbox;
  private final BrokerStats stats;
  private final ThreadLocal<List<Event>> taken = ThreadLocal.withInitial(ArrayList::new);
  private volatile @Nullable Receiver receiver;

  RedisBroker(Outbox outbox, BrokerStats stats) {
    this.outbox = outbox;
    this.stats = stats;
  }

  @Override
  public void publish(List<Event> events) {
    Receiver known = receiver;
    if (known != null) {
      known.onOwn(events);
    }
    for (Event event : events) {
      outbox.offer(Partitions.of(event.channel()), new EventItem(event));
    }
  }

  @Override
  public void listen(Receiver known) {
    receiver = known;
  }

  @Override
  public boolean alone() {
    return false;
  }

  void onEvent(Unpacker item) {
    Receiver known = receiver;
    stats.received.increment();
    if (known != null) {
      Event event = EventItem.read(item, known::wants);
      if (event != null) {
        taken.get().add(event);
      }
    }
  }

  /** Hands on together what came together. */
  void onEnd() {
    List<Event> events = List.copyOf(taken.get());
    taken.get().clear();
    Receiver known = receiver;
    if (known != null && !events.isEmpty()) {
      known.onOthers(events);
    }
  }

  void onLoss(Predicate<Channel> channels) {
    Receiver known = receiver;
    stats.losses.increment();
    if (known != null) {
      known.onLoss(channels);
    }
  }

  @Override
  public void close() {
    receiver = null;
  }
}
