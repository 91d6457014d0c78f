package io.bellhop.engine;

import java.util.List;

/** One capability: all that it adds to the server. */
public interface Feature {

  default List<Method<?, ?>> methods() {
    return List.of();
  }

  default List<Namespace> namespaces() {
    return List.of();
  }

  default List<EventType> events() {
    return List.of();
  }

  default List<Projector> projectors() {
    return List.of();
  }

  default List<Timer.Handler> timers() {
    return List.of();
  }

  default List<PersonalData> personalData() {
    return List.of();
  }
}
