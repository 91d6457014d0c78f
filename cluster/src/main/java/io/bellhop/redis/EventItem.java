package io.bellhop.redis;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An event on its way; its channel comes first, so that a node may leave the rest unread. */
record EventItem(Event event) implements Item {
  private static final int OVERHEAD = 80;

  @Override
  public Kind kind() {
    return Kind.EVENT;
  }

  @Override
  public int size() {
    return event.data().text().length() + OVERHEAD;
  }

  @Override
  public void write(Packer to) {
    to.text(event.channel().site())
        .text(event.channel().name())
        .number(event.offset())
        .text(event.type())
        .number(Math.max(0, event.at().toEpochMilli()))
        .optional(event.actor())
        .text(event.data().text())
        .optional(event.trace());
  }

  /** Reads an event if its channel is wanted. */
  static @Nullable Event read(Unpacker from, Predicate<Channel> wanted) {
    Channel channel = channel(from);
    if (!wanted.test(channel)) {
      return null;
    }
    long offset = from.number();
    String type = from.text();
    Instant at = Instant.ofEpochMilli(from.number());
    String actor = from.optional();
    Json data = new Json(from.text());
    String trace = from.isEmpty() ? null : from.optional();
    return new Event(channel, offset, type, data, at, actor, trace);
  }

  static Channel channel(Unpacker from) {
    String site = from.text();
    String name = from.text();
    if (name.indexOf(':') < 0) {
      throw new IllegalArgumentException("no name of a channel");
    }
    return new Channel(site, name);
  }
}
