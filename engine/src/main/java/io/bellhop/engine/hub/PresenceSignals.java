package io.bellhop.engine.hub;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Registry;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.List;

/** Tells arrivals and leaves as signals; only counts where identities are private. */
public final class PresenceSignals implements Presence.Listener {
  private final Registry registry;
  private final Broker broker;
  private final Codec codec;

  /** The data of {@code presence.count}. */
  public record Count(int count) {}

  public PresenceSignals(Registry registry, Broker broker, Codec codec) {
    this.registry = registry;
    this.broker = broker;
    this.codec = codec;
  }

  @Override
  public void onJoin(Channel channel, Presence.Member member, int count, Instant at) {
    tell(channel, "presence.join", member, count, at);
  }

  @Override
  public void onLeave(Channel channel, Presence.Member member, int count, Instant at) {
    tell(channel, "presence.leave", member, count, at);
  }

  private void tell(Channel channel, String type, Presence.Member member, int count, Instant at) {
    Namespace namespace = registry.namespace(channel.namespace());
    if (namespace == null) {
      return;
    }
    switch (namespace.presence()) {
      case NONE -> {}
      case COUNT -> publish(channel, "presence.count", codec.write(new Count(count)), at);
      case MEMBERS -> publish(channel, type, codec.write(member), at);
    }
  }

  private void publish(Channel channel, String type, Json data, Instant at) {
    broker.publish(List.of(Event.signal(channel, type, data, at, null)));
  }
}
