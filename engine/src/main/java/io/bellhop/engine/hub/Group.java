package io.bellhop.engine.hub;

import io.bellhop.engine.Filters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subscriptions of a topic that want the same events. Confined to the shard's loop. */
final class Group {
  private final Filters.@Nullable Filter filter;
  private final ArrayList<Subscription> subscriptions = new ArrayList<>(1);
  private final Set<Subscription> watchers = new LinkedHashSet<>(0);

  Group(Filters.@Nullable Filter filter) {
    this.filter = filter;
  }

  void add(Subscription subscription) {
    subscription.place = subscriptions.size();
    subscriptions.add(subscription);
    if (subscription.presence) {
      watchers.add(subscription);
    }
  }

  /** Removes in constant time: the last one takes the place. */
  void remove(Subscription subscription) {
    Subscription moved = subscriptions.removeLast();
    if (moved != subscription) {
      subscriptions.set(subscription.place, moved);
      moved.place = subscription.place;
    }
    watchers.remove(subscription);
  }

  boolean isEmpty() {
    return subscriptions.isEmpty();
  }

  int size() {
    return subscriptions.size();
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  /** Those that asked for presence. */
  List<Subscription> watchers() {
    return List.copyOf(watchers);
  }

  /** Those of the events that the filter wants. */
  List<Outgoing> wanted(List<Outgoing> events, Filters filters) {
    if (filter == null) {
      return events;
    }
    return events.stream().filter(event -> event.matches(filter, filters)).toList();
  }
}
