package io.bellhop.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The past of channels, as far as it is kept. Thread-safe; may block. */
public interface History {

  /** The channel's head: the position of its newest event. */
  Position head(Channel channel);

  /** The offsets of the newest events of many channels; without those that have none. */
  default Map<Channel, Long> heads(Collection<Channel> channels) {
    Map<Channel, Long> heads = HashMap.newHashMap(channels.size());
    channels.forEach(channel -> heads.put(channel, head(channel).offset()));
    return heads;
  }

  /**
   * Reads events with offsets above {@code after}, oldest first.
   *
   * @param limit at most this many, 1 to 1,000
   * @return the events; or null if some of those asked for are no longer kept
   */
  @Nullable List<Event> read(Channel channel, long after, int limit);
}
