package io.bellhop.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that the features of this server define, by name. Features are added before the server
 * listens; then it is only read.
 */
public final class Registry {
  private final SortedMap<String, Method<?, ?>> methods = new TreeMap<>();
  private final Map<String, Namespace> namespaces = new HashMap<>();
  private final List<EventType> events = new ArrayList<>();
  private final List<Projector> projectors = new ArrayList<>();
  private final List<Timer.Handler> timers = new ArrayList<>();
  private final List<PersonalData> personalData = new ArrayList<>();

  public Registry() {}

  public Registry(Collection<Feature> features) {
    features.forEach(this::add);
  }

  /**
   * Adds a feature.
   *
   * @throws IllegalArgumentException if it defines a name that is taken
   */
  public final void add(Feature feature) {
    feature.methods().forEach(method -> add(methods, method.name(), method));
    feature.namespaces().forEach(namespace -> add(namespaces, namespace.name(), namespace));
    events.addAll(feature.events());
    projectors.addAll(feature.projectors());
    timers.addAll(feature.timers());
    personalData.addAll(feature.personalData());
  }

  private static <T> void add(Map<String, T> map, String name, T value) {
    if (map.put(name, value) != null) {
      throw new IllegalArgumentException(name + " is defined twice");
    }
  }

  public @Nullable Method<?, ?> method(String name) {
    return methods.get(name);
  }

  /** All methods, sorted by name. */
  public Collection<Method<?, ?>> methods() {
    return methods.values();
  }

  public @Nullable Namespace namespace(String name) {
    return namespaces.get(name);
  }

  public Collection<Namespace> namespaces() {
    return namespaces.values();
  }

  /** Every type of event that the features send. */
  public List<EventType> events() {
    return List.copyOf(events);
  }

  public List<Projector> projectors() {
    return List.copyOf(projectors);
  }

  public List<Timer.Handler> timers() {
    return List.copyOf(timers);
  }

  /** What the features keep about people, in the order in which they were added. */
  public List<PersonalData> personalData() {
    return List.copyOf(personalData);
  }

  /** How long the events of a namespace are kept in the ledger; null for ever. */
  public @Nullable Duration retention(String namespace) {
    Namespace known = namespaces.get(namespace);
    return known != null && known.history() instanceof Namespace.History.Durable durable
        ? durable.retention()
        : null;
  }
}
