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
import org.jspecify.annotations.Nullable;

/**
 * The bounded rings of channels that are {@code recent}. Gone with the process: then the epoch is
 * another. At most {@link #MOST_CHANNELS} rings; the one longest unused is forgotten.
 */
public final class RecentHistory implements History {
  static final int MOST_CHANNELS = 10_000;

  private final String epoch;
  private final InstantSource clock;
  private final Broker broker;
  private final LinkedHashMap<Channel, Ring> rings = new LinkedHashMap<>(16, 0.75f, true);
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

  /** Appends an event and publishes it, in order. */
  synchronized Event append(
      Channel channel,
      Namespace.History.Recent bounds,
      String type,
      Json data,
      @Nullable String actor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Ring ring = rings.computeIfAbsent(channel, c -> new Ring(epoch + forgotten));
    Event event = new Event(channel, ++ring.head, type, data, now, actor);
    ring.events.add(event);
    Instant oldest = now.minus(bounds.age());
    while (ring.events.size() > bounds.size() || ring.events.getFirst().at().isBefore(oldest)) {
      ring.events.removeFirst();
    }
    forgetOldest();
    broker.publish(List.of(event));
    return event;
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
      rings.pollFirstEntry();
      forgotten++;
    }
  }
}
