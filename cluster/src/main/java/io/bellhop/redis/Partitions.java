package io.bellhop.redis;

import io.bellhop.engine.Channel;
import java.util.function.Predicate;

/**
 * The fixed number of Redis channels over which everything goes: few enough that every node hears
 * them all, enough to spread over a cluster.
 */
final class Partitions {
  static final int COUNT = 16;

  /** The one that presence goes over. */
  static final int PRESENCE = 0;

  private Partitions() {}

  /** Which partition carries a channel's events; the same on every node. */
  static int of(Channel channel) {
    return Math.floorMod(31 * channel.site().hashCode() + channel.name().hashCode(), COUNT);
  }

  static Predicate<Channel> channelsOf(int partition) {
    return channel -> of(channel) == partition;
  }
}
