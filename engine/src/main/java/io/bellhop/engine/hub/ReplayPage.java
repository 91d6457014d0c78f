package io.bellhop.engine.hub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events of one channel in a row, read from its history and framed for whoever missed them.
 */
final class ReplayPage {
  final List<Outgoing> events;
  final boolean full;
  final long readAt;
  private final EventFrames frames;
  // Two replays may both make it; they are equal, so that race is harmless. Volatile, for whoever
  // sees it must see what is in it.
  private volatile @Nullable List<byte[]> framed;

  /**
   * @param full whether there may be more; then no event is added to it
   * @param readAt a number drawn before it was read
   */
  ReplayPage(EventFrames frames, List<Outgoing> events, boolean full, long readAt) {
    this.frames = frames;
    this.events = events;
    this.full = full;
    this.readAt = readAt;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  long last() {
    return events.getLast().event.offset();
  }

  /** All events, in frames. */
  List<Payload> payloads() {
    List<byte[]> made = framed;
    if (made == null) {
      made = frames.frames(events);
      framed = made;
    }
    return made.stream().map(Payload::new).toList();
  }
}
