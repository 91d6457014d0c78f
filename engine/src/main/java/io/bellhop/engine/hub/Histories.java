package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.engine.History;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Registry;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;

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

  /** The past of the channel. */
  public History of(Channel channel) {
    return switch (namespace(channel).history()) {
      case Namespace.History.Durable durable -> ledger;
      case Namespace.History.Recent bounds -> recent;
      case Namespace.History.Transient none -> recent;
    };
  }
}
