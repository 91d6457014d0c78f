package io.bellhop.server;

import io.bellhop.auth.Secret;
import io.bellhop.config.Config;
import io.bellhop.engine.Broker;
import io.bellhop.engine.Presence;
import io.bellhop.engine.hub.Hub;
import io.bellhop.engine.hub.MemoryBroker;
import io.bellhop.engine.hub.Roster;
import io.bellhop.redis.BrokerStats;
import io.bellhop.redis.RedisNode;
import io.bellhop.redis.RedisSettings;
import io.bellhop.sql.Loop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What connects this server to the others, if there are any: the broker, the presence, and the
 * regular look into the ledger for what the broker lost.
 */
final class Nodes implements AutoCloseable {
  private static final long LOOK_MILLIS = 3_000;

  private final Broker broker;
  private final Presence presence;
  private final @Nullable RedisNode redis;

  private Nodes(Broker broker, Presence presence, @Nullable RedisNode redis) {
    this.broker = broker;
    this.presence = presence;
    this.redis = redis;
  }

  /**
   * @param grace how long somebody who left may take to come back before it is told
   */
  static Nodes of(Config.Broker config, Duration grace, InstantSource clock) {
    return switch (config) {
      case Config.Broker.Memory() -> new Nodes(new MemoryBroker(), new Roster(grace), null);
      case Config.Broker.Redis settings -> {
        RedisNode node = RedisNode.join(settings(settings), grace, clock);
        yield new Nodes(node.broker(), node.presence(), node);
      }
    };
  }

  private static RedisSettings settings(Config.Broker.Redis redis) {
    Secret password = redis.password();
    return new RedisSettings(
        redis.urls().stream().map(Secret::reveal).toList(),
        redis.cluster(),
        redis.user(),
        password == null ? null : password.reveal(),
        redis.ca(),
        redis.prefix());
  }

  Broker broker() {
    return broker;
  }

  Presence presence() {
    return presence;
  }

  /**
   * Looks into the ledger from now on: every few seconds, and when the broker lost something.
   *
   * @param catchUp finds what else events would have told
   * @return ends it
   */
  AutoCloseable look(Hub hub, Runnable catchUp) {
    if (redis == null) {
      return () -> {};
    }
    hub.onLoss(catchUp);
    BrokerStats stats = redis.stats();
    Loop looks = new Loop("positions", () -> look(hub, catchUp, stats));
    looks.start();
    return looks;
  }

  private static Duration look(Hub hub, Runnable catchUp, BrokerStats stats) {
    hub.checkPositions();
    if (!stats.connected()) {
      catchUp.run();
    }
    long jitter = ThreadLocalRandom.current().nextLong(LOOK_MILLIS / 2);
    return Duration.ofMillis(LOOK_MILLIS * 3 / 4 + jitter);
  }

  void measure(Metrics metrics) {
    if (redis != null) {
      measure(metrics, redis, redis.stats());
    }
  }

  private static void measure(Metrics metrics, RedisNode redis, BrokerStats stats) {
    metrics.gauge(
        "bellhop_broker_connected",
        "1 while this node hears the others.",
        () -> stats.connected() ? 1 : 0);
    metrics.gauge("bellhop_broker_nodes", "Nodes heard, with this one.", stats::nodes);
    metrics.gauge(
        "bellhop_broker_lag_seconds",
        "The last time from sending to hearing.",
        () -> (double) stats.lagNanos() / TimeUnit.SECONDS.toNanos(1));
    metrics.gauge("bellhop_broker_queue", "Items that wait to be sent.", redis::queued);
    metrics.counter(
        "bellhop_broker_published_total", "Events sent to other nodes.", stats::published);
    metrics.counter("bellhop_broker_received_total", "Events of other nodes.", stats::received);
    metrics.counter(
        "bellhop_broker_dropped_total",
        "Events not sent because Redis was away or slow.",
        stats::dropped);
    metrics.counter(
        "bellhop_broker_losses_total",
        "Times that something of other nodes did not come.",
        stats::losses);
  }

  @Override
  public void close() {
    if (redis == null) {
      broker.close();
    } else {
      redis.close();
    }
  }
}
