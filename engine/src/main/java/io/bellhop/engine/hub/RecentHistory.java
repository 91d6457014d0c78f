package io.bellhop.engine.hub;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.History;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Position;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bounded rings of channels that are {@code recent}. Each node has its own, with the events of
 * all and an epoch of its own; gone with the process. At most {@link #MOST_CHANNELS} rings; the one
 * longest unused is forgotten.
 */
public final class RecentHistory implements History {
  static final int MOST_CHANNELS = 10_000;

  private final String epoch;
  private final InstantSource clock;
  private final Broker broker;
  private final LinkedHashMap<Channel, Ring> rings = new LinkedHashMap<>(16, 0.75f, true);
  private volatile Consumer<Channel> onForgotten = channel -> {};
  private long forgotten;

  private static final class Ring {
    final String epoch;
    final Deque<Event> events = new ArrayDeque<>();
    long head;

    Ring(String epoch) {
      this.epoch = epoch;
    }
  }

  /**
   * @param epoch another one in every process
   */
  public RecentHistory(String epoch, InstantSource clock, Broker broker) {
    this.epoch = epoch;
    this.clock = clock;
    this.broker = broker;
  }

  /**
   * Has it told whose ring was forgotten for want of room: what is subscribed has lost its past.
   */
  void listen(Consumer<Channel> listener) {
    onForgotten = listener;
  }

  /** Appends an event and publishes it, in order. */
  synchronized Event append(
      Channel channel,
      Namespace.History.Recent bounds,
      String type,
      Json data,
      @Nullable String actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Event event = new Event(channel, ring(channel).head + 1, type, data, now, actor);
    add(event, bounds, now);
    broker.publish(List.of(event));
    return event;
  }

  /**
   * Takes an event that another node appended to its own ring, and hands it on as it is counted
   * here: each node's offsets are its own, and so is its epoch.
   */
  synchronized void adopt(
      Event foreign, Namespace.History.Recent bounds, Consumer<Event> delivery) {
    Channel channel = foreign.channel();
    Event event =
        new Event(
            channel,
            ring(channel).head + 1,
            foreign.type(),
            foreign.data(),
            foreign.at(),
            foreign.actor());
    add(event, bounds, clock.instant());
    delivery.accept(event);
  }

  /** Events may be missing: what was kept is the past no longer, and positions in it are lost. */
  synchronized void lose(Predicate<Channel> channels) {
    rings.keySet().removeIf(channels);
    forgotten++;
  }

  private Ring ring(Channel channel) {
    return rings.computeIfAbsent(channel, c -> new Ring(epoch + forgotten));
  }

  private void add(Event event, Namespace.History.Recent bounds, Instant now) {
    Ring ring = ring(event.channel());
    ring.head = event.offset();
    ring.events.add(event);
    Instant oldest = now.minus(bounds.age());
    while (ring.events.size() > bounds.size()
        || (!ring.events.isEmpty() && ring.events.getFirst().at().isBefore(oldest))) {
      ring.events.removeFirst();
    }
    forgetOldest();
  }

  @Override
  public synchronized Position head(Channel channel) {
    Ring ring = rings.get(channel);
    return ring == null ? new Position(epoch + forgotten, 0) : new Position(ring.epoch, ring.head);
  }

  @Override
  public synchronized @Nullable List<Event> read(Channel channel, long after, int limit) {
    Ring ring = rings.get(channel);
    if (ring == null || after >= ring.head) {
      return List.of();
    }
    if (ring.events.isEmpty() || ring.events.getFirst().offset() > after + 1) {
      return null;
    }
    return ring.events.stream().filter(e -> e.offset() > after).limit(limit).toList();
  }

  private void forgetOldest() {
    if (rings.size() > MOST_CHANNELS) {
      Channel eldest = rings.pollFirstEntry().getKey();
      forgotten++;
      onForgotten.accept(eldest);
    }
  }
}
