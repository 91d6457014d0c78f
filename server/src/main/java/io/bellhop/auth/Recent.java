package io.bellhop.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the keys used last, at most so many; the longest unused goes. Thread-safe. */
final class Recent<V> {
  private final int capacity;
  private final Map<String, V> values = new LinkedHashMap<>(16, 0.75f, true);

  Recent(int capacity) {
    this.capacity = capacity;
  }

  /** Changes a key's value; the change is given null if there is none, and must not be slow. */
  synchronized V change(String key, Change<V> change) {
    V next = change.from(values.get(key));
    values.put(key, next);
    if (values.size() > capacity) {
      values.remove(values.keySet().iterator().next());
    }
    return next;
  }

  synchronized void remove(String key) {
    values.remove(key);
  }

  /** Makes the next value. */
  @FunctionalInterface
  interface Change<V> {
    V from(@Nullable V value);
  }
}
