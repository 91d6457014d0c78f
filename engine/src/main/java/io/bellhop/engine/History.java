package io.bellhop.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The past of channels, as far as it is kept. Thread-safe; may block. */
public interface History {

  /** The channel's head: the position of its newest event. */
  Position head(Channel channel);

  /**
   * Reads events with offsets above {@code after}, oldest first.
   *
   * @param limit at most this many, 1 to 1,000
   * @return the events; or null if some of those asked for are no longer kept
   */
  @Nullable List<Event> read(Channel channel, long after, int limit);
}
