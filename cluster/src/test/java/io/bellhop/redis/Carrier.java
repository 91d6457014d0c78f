package io.bellhop.redis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On what nodes meet in a test. */
enum Carrier {
  MEMORY,
  REDIS,
  CLUSTER;

  /** A place where nodes meet, with its own Redis if there is one. */
  Meeting meeting() {
    return new Meeting(this);
  }

  /** Makes wires to one place. */
  static final class Meeting implements AutoCloseable {
    private final Switchboard switchboard = new Switchboard();
    private final List<RedisProcess> servers = new ArrayList<>();
    private final Carrier carrier;
    private @Nullable RedisSettings settings;

    private Meeting(Carrier carrier) {
      this.carrier = carrier;
      switch (carrier) {
        case MEMORY -> {}
        case REDIS -> servers.add(RedisProcess.start());
        case CLUSTER -> servers.addAll(SmallCluster.start().masters());
      }
      if (!servers.isEmpty()) {
        settings =
            new RedisSettings(
                servers.stream().map(RedisProcess::url).toList(),
                carrier == CLUSTER,
                null,
                null,
                null,
                "test");
      }
    }

    Wire wire() {
      RedisSettings known = settings;
      return known == null ? switchboard.wire() : LettuceWire.to(known);
    }

    List<RedisProcess> servers() {
      return servers;
    }

    Carrier carrier() {
      return carrier;
    }

    @Override
    public void close() {
      servers.forEach(RedisProcess::close);
    }
  }
}
