package io.bellhop.server;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Knows which servers are ready, as a proxy in front of them does that asks twice a second. */
final class Door implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int OK = 200;

  private final List<Victim> nodes;
  private final boolean[] ready;
  private final Random random;
  private volatile boolean closed;

  Door(List<Victim> nodes, Random random) {
    this.nodes = nodes;
    this.random = random;
    this.ready = new boolean[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      int node = i;
      Thread.startVirtualThread(() -> look(node));
    }
  }

  private void look(int node) {
    while (!closed) {
      boolean is = nodes.get(node).status("/ready") == OK;
      synchronized (this) {
        ready[node] = is;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  synchronized int port() {
    int start = random.nextInt(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      int node = (start + i) % nodes.size();
      if (ready[node]) {
        return nodes.get(node).port();
      }
    }
    return nodes.get(start).port();
  }

  @Override
  public void close() {
    closed = true;
  }
}
