package io.bellhop.feature.chat;

import java.util.Optional;

/** Those who work for a site, whether they have been in a room yet or not. Thread-safe; blocks. */
@FunctionalInterface
public interface Colleagues {
  Optional<Sender> find(String site, String person);
}
