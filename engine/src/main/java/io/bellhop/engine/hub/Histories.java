package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.engine.History;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Registry;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which history a channel has, by its namespace. */
public final class Histories {
  private final Registry registry;
  private final History ledger;
  private final RecentHistory recent;

  public Histories(Registry registry, History ledger, RecentHistory recent) {
    this.registry = registry;
    this.ledger = ledger;
    this.recent = recent;
  }

  /**
   * The channel's namespace.
   *
   * @throws BellhopException {@code not_found} if there is none
   */
  public Namespace namespace(Channel channel) {
    Namespace namespace = registry.namespace(channel.namespace());
    if (namespace == null) {
      throw new BellhopException(ErrorCode.NOT_FOUND, "no namespace " + channel.namespace());
    }
    return namespace;
  }

  RecentHistory recent() {
    return recent;
  }

  /** The bounds of the channel's ring; null if it has none. */
  Namespace.History.@Nullable Recent ring(Channel channel) {
    Namespace namespace = registry.namespace(channel.namespace());
    return namespace != null && namespace.history() instanceof Namespace.History.Recent bounds
        ? bounds
        : null;
  }

  /** The newest offsets of those of the channels that have events. Blocks. */
  Map<Channel, Long> heads(Collection<Channel> channels) {
    Map<Channel, Long> heads = new HashMap<>();
    channels.stream()
        .collect(Collectors.groupingBy(this::of))
        .forEach((history, its) -> heads.putAll(history.heads(its)));
    return heads;
  }

  /** The past of the channel. */
  public History of(Channel channel) {
    return switch (namespace(channel).history()) {
      case Namespace.History.Durable durable -> ledger;
      case Namespace.History.Recent bounds -> recent;
      case Namespace.History.Transient none -> recent;
    };
  }
}
