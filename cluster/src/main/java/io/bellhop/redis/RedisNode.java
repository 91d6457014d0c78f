package io.bellhop.redis;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Presence;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * This server as one node of several that share a Redis or Valkey: its broker and its presence.
 * Redis may come late, go away and forget everything; meanwhile the node works on its own.
 */
public final class RedisNode implements AutoCloseable {
  private static final int BEAT_SECONDS = 3;

  private final BrokerStats stats = new BrokerStats();
  private final Wire wire;
  private final Outbox outbox;
  private final RedisBroker broker;
  private final RedisPresence presence;
  private final Health health;
  private final Inbox inbox;
  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("redis-pulse").factory());
  private int second;
  private boolean known;

  RedisNode(String name, Wire wire, Duration grace, InstantSource clock) {
    this.wire = wire;
    outbox = new Outbox(name, wire, stats);
    broker = new RedisBroker(outbox, stats);
    presence =
        new RedisPresence(name, grace, item -> outbox.offer(Partitions.PRESENCE, item), clock);
    health = new Health(wire, stats, System::nanoTime);
    inbox = new Inbox(name, new Received(broker, presence, health, this::beat));
  }

  /**
   * Joins the others, in the background.
   *
   * @param grace how long somebody who left may take to come back before it is told
   * @throws IllegalArgumentException if the settings have no URL of Redis, or no certificates where
   *     they say
   */
  public static RedisNode join(RedisSettings settings, Duration grace, InstantSource clock) {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    String name = HexFormat.of().formatHex(random);
    RedisNode node = new RedisNode(name, LettuceWire.to(settings), grace, clock);
    node.start();
    return node;
  }

  void start() {
    connect();
    var _ = pulse.scheduleWithFixedDelay(this::pulse, 0, 1, TimeUnit.SECONDS);
  }

  /** As {@link #start}, but gives signs of life only when {@link #beat} is called. */
  void connect() {
    outbox.start();
    wire.open(inbox);
  }

  public Broker broker() {
    return broker;
  }

  public Presence presence() {
    return presence;
  }

  public BrokerStats stats() {
    return stats;
  }

  /** How many items wait to be sent. */
  public int queued() {
    return outbox.size();
  }

  private void pulse() {
    if (second++ % BEAT_SECONDS == 0 || !known) {
      beat();
    }
    stats.nodes = presence.nodes();
    health.look();
    if (stats.connected() && !known) {
      presence.askAll();
    }
    known = stats.connected();
  }

  /** Gives a sign of life. */
  void beat() {
    for (int partition = 0; partition < Partitions.COUNT; partition++) {
      outbox.offer(partition, new Beat(health.onBeat()));
    }
  }

  /** Says goodbye, so that the others need not wait whether this node comes back. */
  @Override
  public void close() {
    pulse.shutdownNow();
    broker.close();
    presence.sayGoodbye();
    outbox.close();
    wire.close();
  }
}
