package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Registry;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import java.time.Instant;

/**
 * Tells arrivals and leaves as signals, only counts where identities are private. To this node's
 * own sessions: the other nodes know as much and tell theirs.
 */
public final class PresenceSignals implements Presence.Listener {
  private final Registry registry;
  private final Hub hub;
  private final Codec codec;

  /** The data of {@code presence.count}. */
  public record Count(int count) {}

  public PresenceSignals(Registry registry, Hub hub, Codec codec) {
    this.registry = registry;
    this.hub = hub;
    this.codec = codec;
  }

  @Override
  public void onJoin(Presence.Change change) {
    tell("presence.join", change);
  }

  @Override
  public void onLeave(Presence.Change change) {
    tell("presence.leave", change);
  }

  private void tell(String type, Presence.Change change) {
    Channel channel = change.channel();
    Namespace namespace = registry.namespace(channel.namespace());
    if (namespace == null) {
      return;
    }
    switch (namespace.presence()) {
      case NONE -> {}
      case COUNT ->
          signal(channel, "presence.count", codec.write(new Count(change.count())), change.at());
      case MEMBERS -> signal(channel, type, codec.write(change.member()), change.at());
    }
  }

  private void signal(Channel channel, String type, Json data, Instant at) {
    hub.signalHere(Event.signal(channel, type, data, at, null));
  }
}
