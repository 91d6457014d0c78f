package io.bellhop.redis;

import io.bellhop.redis.PresenceItem.Placed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes, as far as they were heard. A node that is silent for long is dead, unless this
 * one hears nothing at all. Confined to its owner's lock.
 */
final class Peers {
  static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration DEAF = Duration.ofSeconds(5);
  private static final int MOST_DEAD = 1_000;

  private final String self;
  private final Map<String, Peer> alive = new HashMap<>();
  private final Set<String> dead = new HashSet<>();
  private Instant echoed = Instant.MIN;
  private boolean deaf = true;

  /** What is known of one of them. */
  static final class Peer {
    final String node;

    /** It was believed dead before. */
    final boolean returned;

    Instant heard;

    /** Whom it has present is known. */
    boolean inStep;

    int parts;
    @Nullable Set<Placed> told;

    Peer(String node, boolean returned, Instant heard) {
      this.node = node;
      this.returned = returned;
      this.heard = heard;
    }

    /** What it has told so far is not all. */
    void fallOutOfStep() {
      inStep = false;
      told = null;
    }
  }

  Peers(String self) {
    this.self = self;
  }

  /** The node was heard. */
  Peer hear(String node, Instant now) {
    Peer peer = alive.computeIfAbsent(node, n -> new Peer(n, dead.remove(n), now));
    peer.heard = now;
    return peer;
  }

  /** What this node sends was heard by itself. */
  void onEcho(Instant now) {
    echoed = now;
  }

  void remove(String node) {
    alive.remove(node);
  }

  /** Those that died. While this node hears nothing, and for a while after, nobody does. */
  List<Peer> expire(Instant now) {
    boolean wasDeaf = deaf;
    deaf = echoed.equals(Instant.MIN) || echoed.plus(DEAF).isBefore(now);
    if (deaf) {
      return List.of();
    }
    if (wasDeaf) {
      alive.values().forEach(peer -> peer.heard = now);
    }
    List<Peer> silent = new ArrayList<>();
    for (Peer peer : alive.values()) {
      if (peer.heard.plus(SILENCE).isBefore(now)) {
        silent.add(peer);
      }
    }
    silent.forEach(peer -> bury(peer.node));
    return silent;
  }

  private void bury(String node) {
    alive.remove(node);
    if (dead.size() < MOST_DEAD) {
      dead.add(node);
    }
  }

  /** Whether, of those who are there, this node is the one to act for one that is not. */
  boolean standsIn(String node) {
    return alive.keySet().stream()
        .filter(other -> !other.equals(node))
        .allMatch(other -> self.compareTo(other) < 0);
  }

  /** How many there are, this one included. */
  int size() {
    return alive.size() + 1;
  }
}
