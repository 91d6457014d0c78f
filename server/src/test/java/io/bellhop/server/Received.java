package io.bellhop.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what a client received. */
final class Received {
  private Received() {}

  /** The events of a channel, in the order received. */
  static List<JsonNode> events(Collection<JsonNode> messages, String channel) {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode message : messages) {
      if (message.path("method").asString("").equals("events")
          && message.at("/params/channel").stringValue().equals(channel)) {
        message.at("/params/events").forEach(events::add);
      }
    }
    return events;
  }

  static List<Long> offsets(Collection<JsonNode> messages, String channel) {
    return events(messages, channel).stream()
        .filter(event -> event.has("offset"))
        .map(event -> event.get("offset").longValue())
        .toList();
  }

  static long count(Collection<JsonNode> messages, String method) {
    return messages.stream().filter(m -> m.path("method").asString("").equals(method)).count();
  }
}
