package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
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
  private @Nullable Ahead ahead;
  private long reached = UNKNOWN;
  private long told = UNKNOWN;
  private long begun = UNKNOWN;

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
    /** Events before it are missing: they come in a moment, or were lost on the way here. */
    GAP
  }

  /** Notes an event for the end of this tick; one before its turn waits for those between. */
  Noted note(Outgoing outgoing) {
    long offset = outgoing.event.offset();
    if (outgoing.event.isSignal() || (isKnown() && offset == reached + 1)) {
      return take(outgoing);
    }
    if (isKnown() && offset <= reached) {
      return Noted.MORE;
    }
    ahead().hold(outgoing);
    return isKnown() ? Noted.GAP : Noted.MORE;
  }

  private Noted take(Outgoing outgoing) {
    boolean first = due.isEmpty();
    due.add(outgoing);
    if (!outgoing.event.isSignal()) {
      reached = outgoing.event.offset();
      takeNext();
    }
    return first ? Noted.FIRST : Noted.MORE;
  }

  private void takeNext() {
    if (ahead != null) {
      List<Outgoing> next = ahead.after(reached);
      due.addAll(next);
      reached += next.size();
      if (!ahead.isBeyond(reached)) {
        ahead = null;
      }
    }
  }

  private Ahead ahead() {
    Ahead made = ahead == null ? new Ahead() : ahead;
    ahead = made;
    return made;
  }

  /** Whether events are missing between what was taken and what is known to be there. */
  boolean hasGap() {
    return isKnown() && ahead != null && ahead.isBeyond(reached);
  }

  /** An event with this offset is in the channel's history; whether it is missing here. */
  boolean expect(long offset) {
    if (offset > reached) {
      ahead().expect(offset);
    }
    return hasGap();
  }

  /** Whether it is known up to where events were delivered: once a subscription has caught up. */
  boolean isKnown() {
    return reached != UNKNOWN;
  }

  /** Up to where events were taken, to be delivered in this tick. */
  long reached() {
    return reached;
  }

  /** Up to where events were delivered. */
  long told() {
    return told;
  }

  /** From where on events were delivered. */
  long begun() {
    return begun;
  }

  /**
   * Its first subscription has caught up to the offset: from there on events are delivered.
   *
   * @return whether something is due now that was not before
   */
  boolean begin(long offset) {
    boolean first = due.isEmpty();
    reached = offset;
    told = offset;
    begun = offset;
    takeNext();
    return first && !due.isEmpty();
  }

  /** Events were lost: all its subscriptions catch up again. */
  void forget() {
    reached = UNKNOWN;
    told = UNKNOWN;
    begun = UNKNOWN;
    due.removeIf(outgoing -> !outgoing.event.isSignal());
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
    // Not before: what fails on the way was told to nobody.
    told = reached;
    trace(events, stats);
  }

  private void trace(List<Outgoing> events, HubStats stats) {
    for (Outgoing outgoing : events) {
      if (outgoing.event.trace() != null) {
        int others = filtered.values().stream().mapToInt(Group::size).sum();
        stats.tracer.delivered(outgoing.event, everything.size() + others);
      }
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
    try {
      for (Subscription subscription : receivers) {
        subscription.deliver(batch);
      }
    } finally {
      batch.payloads.forEach(Payload::release);
    }
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
