package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Filters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A channel's subscriptions on one shard. Confined to the shard's loop. */
final class Topic {
  /** Signals whose type starts so go only to who asked for presence. */
  static final String PRESENCE = "presence.";

  private static final long UNKNOWN = -1;

  final Channel channel;
  final EventFrames frames;

  private final Group everything = new Group(null);
  private final Map<String, Group> filtered = new HashMap<>(0);
  private List<Outgoing> due = new ArrayList<>();
  private long reached = UNKNOWN;

  Topic(Channel channel) {
    this.channel = channel;
    this.frames = new EventFrames(channel.name());
  }

  void add(Subscription subscription) {
    group(subscription.filter).add(subscription);
  }

  void remove(Subscription subscription) {
    Group group = group(subscription.filter);
    group.remove(subscription);
    if (group.isEmpty() && subscription.filter != null) {
      filtered.remove(subscription.filter.source());
    }
  }

  boolean isEmpty() {
    return everything.isEmpty() && filtered.isEmpty();
  }

  /** What noting an event says about it. */
  enum Noted {
    FIRST,
    MORE,
    /** Events before it were lost on the way here: read them again. */
    GAP
  }

  /** Notes an event for the end of this tick. */
  Noted note(Outgoing outgoing) {
    Event event = outgoing.event;
    if (!event.isSignal()) {
      boolean gap = reached != UNKNOWN && event.offset() > reached + 1;
      reach(event.offset());
      if (gap) {
        return Noted.GAP;
      }
    }
    due.add(outgoing);
    return due.size() == 1 ? Noted.FIRST : Noted.MORE;
  }

  /** Whether there is more than was delivered; then it is taken as on its way. */
  boolean isBehind(long head) {
    if (reached == UNKNOWN || head <= reached) {
      return false;
    }
    reach(head);
    return true;
  }

  /** Knows that everything up to the offset was delivered, or is on its way from the ledger. */
  void reach(long offset) {
    reached = Math.max(reached, offset);
  }

  /** Delivers what is due to all who want it. */
  void deliver(Filters filters, HubStats stats) {
    List<Outgoing> events = due;
    due = new ArrayList<>();
    List<Outgoing> presence = new ArrayList<>(0);
    List<Outgoing> plain = events;
    if (events.stream().anyMatch(Topic::isPresence)) {
      presence = events.stream().filter(Topic::isPresence).toList();
      plain = events.stream().filter(event -> !isPresence(event)).toList();
    }
    stats.events.add(events.size());
    deliver(everything, plain, presence, stats);
    for (Group group : filtered.values()) {
      deliver(group, group.wanted(plain, filters), presence, stats);
    }
  }

  /** Visits every subscription. */
  void each(Consumer<Subscription> visitor) {
    List.copyOf(everything.subscriptions()).forEach(visitor);
    for (Group group : List.copyOf(filtered.values())) {
      List.copyOf(group.subscriptions()).forEach(visitor);
    }
  }

  private void deliver(Group group, List<Outgoing> plain, List<Outgoing> presence, HubStats stats) {
    deliver(group.subscriptions(), plain);
    stats.deliveries.add((long) group.size() * plain.size());
    if (!presence.isEmpty()) {
      deliver(group.watchers(), presence);
    }
  }

  private void deliver(List<Subscription> receivers, List<Outgoing> events) {
    if (receivers.isEmpty() || events.isEmpty()) {
      return;
    }
    Batch batch = new Batch(frames, events);
    for (Subscription subscription : receivers) {
      subscription.deliver(batch);
    }
    batch.payloads.forEach(Payload::release);
  }

  private Group group(Filters.@Nullable Filter filter) {
    return filter == null
        ? everything
        : filtered.computeIfAbsent(filter.source(), source -> new Group(filter));
  }

  private static boolean isPresence(Outgoing outgoing) {
    return outgoing.event.isSignal() && outgoing.event.type().startsWith(PRESENCE);
  }
}
