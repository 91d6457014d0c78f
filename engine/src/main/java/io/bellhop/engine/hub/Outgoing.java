package io.bellhop.engine.hub;

import io.bellhop.engine.Event;
import io.bellhop.engine.Filters;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event on its way to receivers: encoded once, and read once for all filters. */
final class Outgoing {
  final Event event;
  private final Codec codec;
  // Two shards may both make one; they are equal, so that race is harmless. Volatile, for whoever
  // sees one must see what is in it.
  private volatile byte @Nullable [] json;
  private volatile Filters.@Nullable Facts facts;

  /** An event as the protocol writes it. */
  record Wire(@Nullable Long offset, String type, Json data, Instant at, @Nullable String actor) {}

  Outgoing(Event event, Codec codec) {
    this.event = event;
    this.codec = codec;
  }

  byte[] json() {
    byte[] made = json;
    if (made == null) {
      Wire wire =
          new Wire(
              event.isSignal() ? null : event.offset(),
              event.type(),
              event.data(),
              event.at(),
              event.actor());
      made = codec.write(wire).text().getBytes(StandardCharsets.UTF_8);
      json = made;
    }
    return made;
  }

  boolean matches(Filters.Filter filter, Filters filters) {
    Filters.Facts read = facts;
    if (read == null) {
      read = filters.facts(event);
      facts = read;
    }
    return filter.matches(read);
  }
}
