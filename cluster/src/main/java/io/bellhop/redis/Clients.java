package io.bellhop.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes clients of the library that behave as ours should. */
final class Clients {
  static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK_ROUND = Duration.ofSeconds(10);
  private static final Duration LOOK_PAUSE = Duration.ofSeconds(2);
  private static final int THREADS = 2;
  private static final int MOST_REQUESTS = 10_000;

  private Clients() {}

  static ClientResources resources() {
    return DefaultClientResources.builder()
        .ioThreadPoolSize(THREADS)
        .computationThreadPoolSize(THREADS)
        .reconnectDelay(() ->
            Delay.fullJitter(
                Duration.ofMillis(50), Duration.ofSeconds(2), 50, TimeUnit.MILLISECONDS))
        .build();
  }

  /** One for a cluster, or for a single Redis. */
  static AbstractRedisClient of(RedisSettings settings, ClientResources resources) {
    List<RedisURI> uris = settings.uris();
    if (settings.cluster()) {
      RedisClusterClient cluster = RedisClusterClient.create(resources, uris);
      cluster.setOptions(
          options(ClusterClientOptions.builder(), settings)
              .topologyRefreshOptions(
                  ClusterTopologyRefreshOptions.builder()
                      .enablePeriodicRefresh(LOOK_ROUND)
                      .adaptiveRefreshTriggersTimeout(LOOK_PAUSE)
                      .build())
              .build());
      return cluster;
    }
    RedisClient single = RedisClient.create(resources, uris.getFirst());
    single.setOptions(options(ClientOptions.builder(), settings).build());
    return single;
  }

  /** At most once: what was sent when a connection broke is not sent again, nor kept until then. */
  private static <B extends ClientOptions.Builder> B options(B builder, RedisSettings settings) {
    Path authorities = settings.authorities();
    if (authorities != null) {
      builder.sslOptions(SslOptions.builder().trustManager(Authorities.in(authorities)).build());
    }
    builder
        .autoReconnect(true)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MOST_REQUESTS)
        .replayFilter(command -> true)
        .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
        .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).keepAlive(true).build());
    return builder;
  }
}
