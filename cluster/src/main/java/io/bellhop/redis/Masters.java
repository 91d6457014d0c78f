package io.bellhop.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** The nodes of a cluster that carry something. */
final class Masters {
  private static final System.Logger LOG = System.getLogger(Masters.class.getName());

  private Masters() {}

  /**
   * Connects to each, as far as it answers: the library would only begin to when something is for
   * it, and refuse that meanwhile.
   */
  static <C> void reach(
      RedisClusterClient cluster, BiFunction<String, Integer, CompletableFuture<C>> connect) {
    List<CompletableFuture<C>> all =
        cluster.getPartitions().stream()
            .filter(node -> node.is(RedisClusterNode.NodeFlag.UPSTREAM) && !node.hasNoSlots())
            .map(RedisClusterNode::getUri)
            .map((RedisURI uri) -> connect.apply(uri.getHost(), uri.getPort()))
            .toList();
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .orTimeout(Clients.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      LOG.log(System.Logger.Level.DEBUG, "a node of the cluster does not answer", e);
    }
  }
}
