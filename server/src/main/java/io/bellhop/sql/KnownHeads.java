package io.bellhop.sql;

import io.bellhop.engine.Channel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The heads as this server committed or read them last. A channel that others write too is not
 * trusted, that is, its row is locked before counting, until nobody else has moved it for a while.
 */
final class KnownHeads {
  private static final int BOUND = 20_000;
  private static final int CONTENDED_BOUND = 2_000;
  private static final int QUIET_TIMES = 8;

  /** A row of the table of channels. */
  record Known(long id, long offset) {}

  private final Map<Channel, Known> known = new BoundedMap<>(BOUND);
  private final Map<Channel, Integer> contended = new BoundedMap<>(CONTENDED_BOUND);

  /** The head, if it need not be locked. */
  @Nullable Known trusted(Channel channel) {
    return contended.containsKey(channel) ? null : known.get(channel);
  }

  void onCommitted(Head head) {
    known.put(head.channel(), new Known(head.id(), head.offset()));
  }

  /** What the database said once the row was locked. */
  void onLocked(Channel channel, Known found) {
    Integer quiet = contended.get(channel);
    if (quiet == null) {
      return;
    }
    if (!found.equals(known.get(channel))) {
      contended.put(channel, 0);
    } else if (quiet < QUIET_TIMES) {
      contended.put(channel, quiet + 1);
    } else {
      contended.remove(channel);
    }
  }

  /** Another server has moved it. */
  void onStale(Channel channel) {
    known.remove(channel);
    contended.put(channel, 0);
  }
}
