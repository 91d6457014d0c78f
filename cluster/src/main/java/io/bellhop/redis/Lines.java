package io.bellhop.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The two connections to Redis, or to the nodes of its cluster: one sends, one hears. */
final class Lines implements AutoCloseable {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK_ROUND = Duration.ofSeconds(15);
  private static final int THREADS = 2;
  private static final int MOST_REQUESTS = 10_000;

  private final ClientResources resources =
      DefaultClientResources.builder()
          .ioThreadPoolSize(THREADS)
          .computationThreadPoolSize(THREADS)
          .reconnectDelay(() ->
              Delay.fullJitter(
                  Duration.ofMillis(50), Duration.ofSeconds(2), 50, TimeUnit.MILLISECONDS))
          .build();
  private final List<String> names;
  private final AbstractRedisClient client;
  private StatefulConnection<String, byte[]> sending;
  private BaseRedisAsyncCommands<String, byte[]> commands;

  private Lines(RedisSettings settings, Wire.Receiver receiver) {
    names =
        IntStream.range(0, Partitions.COUNT)
            .mapToObj(partition -> settings.prefix() + ".{" + partition + "}")
            .toList();
    List<RedisURI> uris = settings.uris();
    if (settings.cluster()) {
      RedisClusterClient cluster = RedisClusterClient.create(resources, uris);
      client = cluster;
      cluster.setOptions(clusterOptions());
    } else {
      RedisClient single = RedisClient.create(resources, uris.getFirst());
      client = single;
      single.setOptions(
          options(ClientOptions.builder())
              .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
              .build());
    }
    try {
      hear(receiver);
      if (client instanceof RedisClusterClient cluster) {
        var connection = cluster.connect(CODEC);
        sending = connection;
        commands = connection.async();
      } else {
        var connection = ((RedisClient) client).connect(CODEC);
        sending = connection;
        commands = connection.async();
      }
      sending.setAutoFlushCommands(false);
    } catch (RuntimeException e) {
      shutdown();
      throw e;
    }
  }

  /**
   * @throws io.lettuce.core.RedisException if Redis cannot be reached or lets nobody in
   */
  static Lines connect(RedisSettings settings, Wire.Receiver receiver) {
    return new Lines(settings, receiver);
  }

  private void hear(Wire.Receiver receiver) {
    StatefulRedisPubSubConnection<String, byte[]> hearing =
        client instanceof RedisClusterClient cluster
            ? cluster.connectPubSub(CODEC)
            : ((RedisClient) client).connectPubSub(CODEC);
    hearing.addListener(new Heard(names, receiver));
    List<CompletableFuture<Void>> subscribed = new ArrayList<>();
    for (String name : names) {
      subscribed.add(hearing.async().ssubscribe(name).toCompletableFuture());
    }
    CompletableFuture.allOf(subscribed.toArray(CompletableFuture[]::new))
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** At most once: what was sent when a connection broke is not sent again. */
  private static <B extends ClientOptions.Builder> B options(B builder) {
    builder
        .autoReconnect(true)
        .replayFilter(command -> true)
        .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
        .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).keepAlive(true).build());
    return builder;
  }

  /** To a cluster's nodes the library connects when something is for them, so that must wait. */
  private static ClusterClientOptions clusterOptions() {
    ClusterClientOptions.Builder builder = options(ClusterClientOptions.builder());
    return builder
        .requestQueueSize(MOST_REQUESTS)
        .topologyRefreshOptions(
            ClusterTopologyRefreshOptions.builder().enablePeriodicRefresh(LOOK_ROUND).build())
        .build();
  }

  boolean isOpen() {
    return sending.isOpen();
  }

  /** Sends in one go. Thread-safe, but for the order. */
  List<CompletableFuture<Long>> send(List<Wire.Parcel> parcels) {
    List<CompletableFuture<Long>> sent = new ArrayList<>(parcels.size());
    for (Wire.Parcel parcel : parcels) {
      sent.add(commands.spublish(names.get(parcel.partition), parcel.bytes).toCompletableFuture());
    }
    sending.flushCommands();
    return sent;
  }

  private void shutdown() {
    client.shutdown(Duration.ZERO, PATIENCE);
    var _ = resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    shutdown();
  }
}
