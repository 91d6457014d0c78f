package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.feature.chat.MessageStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pages through messages in both directions; each costs a look-up, wherever it is. */
final class Pages {
  /** Messages, oldest first. */
  record Page(List<Message> messages, boolean moreBefore, boolean moreAfter) {}

  private final MessageStore messages;
  private final ReactionStore reactions;

  Pages(MessageStore messages, ReactionStore reactions) {
    this.messages = messages;
    this.reactions = reactions;
  }

  Page newest(Channel room, String reader, int limit) {
    List<Stored> found = messages.before(room, Long.MAX_VALUE, limit + 1);
    return page(room, reader, oldestFirst(found, limit), found.size() > limit, false);
  }

  Page before(Channel room, String reader, long offset, int limit) {
    List<Stored> found = messages.before(room, offset, limit + 1);
    boolean after = !messages.after(room, offset - 1, 1).isEmpty();
    return page(room, reader, oldestFirst(found, limit), found.size() > limit, after);
  }

  Page after(Channel room, String reader, long offset, int limit) {
    List<Stored> found = messages.after(room, offset, limit + 1);
    boolean before = !messages.before(room, offset + 1, 1).isEmpty();
    return page(room, reader, first(found, limit), before, found.size() > limit);
  }

  /** Half of them up to the offset, half after it. */
  Page around(Channel room, String reader, long offset, int limit) {
    int half = (limit + 1) / 2;
    List<Stored> until = messages.before(room, offset + 1, half + 1);
    List<Stored> since = messages.after(room, offset, limit - half + 1);
    List<Stored> both = new ArrayList<>(oldestFirst(until, half));
    both.addAll(first(since, limit - half));
    return page(room, reader, both, until.size() > half, since.size() > limit - half);
  }

  private static List<Stored> first(List<Stored> found, int limit) {
    return found.subList(0, Math.min(limit, found.size()));
  }

  private static List<Stored> oldestFirst(List<Stored> found, int limit) {
    return first(found, limit).reversed();
  }

  private Page page(
      Channel room, String reader, List<Stored> stored, boolean before, boolean after) {
    return new Page(seenBy(room, reader, stored), before, after);
  }

  /** One query for the reader's own reactions; none if there are no reactions at all. */
  private List<Message> seenBy(Channel room, String reader, List<Stored> stored) {
    List<Stored> reacted = stored.stream().filter(one -> one.reactions().isAny()).toList();
    Map<Long, Set<String>> own =
        reacted.isEmpty()
            ? Map.of()
            : reactions.of(
                room,
                reader,
                reacted.getFirst().message().offset(),
                reacted.getLast().message().offset());
    return stored.stream().map(one -> one.seenBy(own)).toList();
  }
}
