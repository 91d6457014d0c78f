package io.bellhop.engine;

import io.bellhop.protocol.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a channel.
 *
 * @param offset its place in the channel, counted from 1 without gaps; 0 for a signal, which is
 *     never stored
 * @param actor the id of the principal who caused it, if one did
 * @param trace the W3C {@code traceparent} of what caused it, if that is followed; never stored
 */
public record Event(
    Channel channel,
    long offset,
    String type,
    Json data,
    Instant at,
    @Nullable String actor,
    @Nullable String trace) {

  /** An event that belongs to no trace. */
  public Event(
      Channel channel, long offset, String type, Json data, Instant at, @Nullable String actor) {
    this(channel, offset, type, data, at, actor, null);
  }

  /** An event that is delivered to whoever is there and never stored. */
  public static Event signal(
      Channel channel, String type, Json data, Instant at, @Nullable String actor) {
    return new Event(channel, 0, type, data, at, actor);
  }

  public boolean isSignal() {
    return offset == 0;
  }
}
