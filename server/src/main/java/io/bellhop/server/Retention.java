package io.bellhop.server;

import io.bellhop.config.Config;
import io.bellhop.engine.Channel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long what is kept: events by their namespace, and those of conversations by their site. */
final class Retention {
  /** What says something of what was said. */
  private static final Set<String> CHAT = Set.of("chat", "user", "desk");

  private final Map<String, Duration> sites;

  Retention(Config config) {
    sites =
        config.sites().stream()
            .filter(site -> site.chatRetention() != null)
            .collect(Collectors.toMap(Config.Site::id, Retention::chat));
  }

  private static Duration chat(Config.Site site) {
    Duration kept = site.chatRetention();
    return kept == null ? Duration.ZERO : kept;
  }

  /** How long messages are kept, by site; those that are not here keep them for ever. */
  Map<String, Duration> sites() {
    return sites;
  }

  /**
   * How long a channel's events are kept; null for ever.
   *
   * @param namespaces how long those of a namespace are
   */
  @Nullable Duration of(Channel channel, Function<String, @Nullable Duration> namespaces) {
    Duration events = namespaces.apply(channel.namespace());
    Duration said = CHAT.contains(channel.namespace()) ? sites.get(channel.site()) : null;
    if (events == null || said == null) {
      return events == null ? said : events;
    }
    return events.compareTo(said) < 0 ? events : said;
  }
}
