package io.bellhop.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The two connections to Redis, or to the nodes of its cluster: one sends, one hears. */
final class Lines implements AutoCloseable {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);
  private static final Duration PATIENCE = Clients.PATIENCE;

  private final ClientResources resources = Clients.resources();
  private final List<String> names;
  private final AbstractRedisClient client;
  private final StatefulRedisPubSubConnection<String, byte[]> hearing;
  private final StatefulConnection<String, byte[]> sending;
  private final BaseRedisAsyncCommands<String, byte[]> commands;

  private Lines(RedisSettings settings, Wire.Receiver receiver) {
    names =
        IntStream.range(0, Partitions.COUNT)
            .mapToObj(partition -> settings.prefix() + ".{" + partition + "}")
            .toList();
    client = client(settings);
    try {
      if (client instanceof RedisClusterClient cluster) {
        var ears = cluster.connectPubSub(CODEC);
        Masters.reach(cluster, ears::getConnectionAsync);
        hearing = ears;
        var connection = cluster.connect(CODEC);
        Masters.reach(cluster, connection::getConnectionAsync);
        sending = connection;
        commands = connection.async();
      } else {
        RedisClient single = (RedisClient) client;
        hearing = single.connectPubSub(CODEC);
        var connection = single.connect(CODEC);
        connection.setAutoFlushCommands(false);
        sending = connection;
        commands = connection.async();
      }
      hear(receiver);
    } catch (RuntimeException e) {
      shutdown();
      throw e;
    }
  }

  private AbstractRedisClient client(RedisSettings settings) {
    try {
      return Clients.of(settings, resources);
    } catch (RuntimeException e) {
      release();
      throw e;
    }
  }

  /**
   * @throws RedisException if Redis cannot be reached or lets nobody in
   * @throws CompletionException if it lets nobody hear
   */
  static Lines connect(RedisSettings settings, Wire.Receiver receiver) {
    return new Lines(settings, receiver);
  }

  /** Some partitions are enough: a cluster may lack one of its nodes for long. */
  private void hear(Wire.Receiver receiver) {
    hearing.addListener(new Heard(names, receiver, this::hearAgain));
    List<CompletableFuture<Void>> subscribed = new ArrayList<>();
    for (int partition = 0; partition < names.size(); partition++) {
      subscribed.add(subscribe(partition));
    }
    @Nullable CompletionException failure = null;
    int heard = 0;
    for (CompletableFuture<Void> each : subscribed) {
      try {
        each.join();
        heard++;
      } catch (CompletionException e) {
        failure = e;
      }
    }
    if (heard == 0 && failure != null) {
      throw failure;
    }
  }

  private CompletableFuture<Void> subscribe(int partition) {
    return hearing
        .async()
        .ssubscribe(names.get(partition))
        .toCompletableFuture()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Subscribes to the partition where it is now. In a cluster the library neither follows a slot to
   * another node nor, as it asks for all slots of a node at once, is it let in again after a
   * connection broke.
   */
  void hearAgain(int partition) {
    if (client instanceof RedisClusterClient) {
      var _ = subscribe(partition);
    }
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
    try {
      client.shutdown(Duration.ZERO, PATIENCE);
    } finally {
      release();
    }
  }

  private void release() {
    var _ = resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    shutdown();
  }
}
