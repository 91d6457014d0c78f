package io.bellhop.feature.chat;

import io.bellhop.feature.chat.Message.Reaction;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How often each emoji was given to a message, in the order in which they were first given. */
record Reactions(List<Count> counts) {
  static final int MOST_EMOJI = 20;
  static final int SHOWN = 10;
  static final Reactions NONE = new Reactions(List.of());

  /** Of one emoji, with some of those who gave it. */
  record Count(String emoji, int count, List<String> by) {}

  /** The column: JSON, or null for none. */
  record Form(Codec codec) {
    Reactions read(@Nullable String column) {
      return column == null ? NONE : codec.read(new Json(column), Reactions.class);
    }

    @Nullable String write(Reactions reactions) {
      return reactions.counts.isEmpty() ? null : codec.write(reactions).text();
    }
  }

  boolean isAny() {
    return !counts.isEmpty();
  }

  int count(String emoji) {
    return counts.stream()
        .filter(count -> count.emoji().equals(emoji))
        .mapToInt(Count::count)
        .sum();
  }

  boolean isFull() {
    return counts.size() >= MOST_EMOJI;
  }

  boolean has(String emoji) {
    return counts.stream().anyMatch(count -> count.emoji().equals(emoji));
  }

  /** With another count of an emoji; 0 leaves it out. */
  Reactions with(Count changed) {
    List<Count> next = new ArrayList<>(counts);
    next.replaceAll(count -> count.emoji().equals(changed.emoji()) ? changed : count);
    if (!has(changed.emoji())) {
      next.add(changed);
    }
    next.removeIf(count -> count.count() == 0);
    return new Reactions(List.copyOf(next));
  }

  /**
   * @param own the emoji that the reader gave
   */
  List<Reaction> seenBy(Set<String> own) {
    return counts.stream()
        .map(count ->
            new Reaction(count.emoji(), count.count(), count.by(), own.contains(count.emoji())))
        .toList();
  }
}
