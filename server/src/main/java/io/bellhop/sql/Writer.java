package io.bellhop.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes: takes what waits, up to a bound, and commits it as a group. */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int GROUP = 256;
  private static final Duration IDLE_PROBE = Duration.ofSeconds(1);
  private static final Backoff RECONNECT =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  private final Session session;
  private final GroupCommit groups;
  private final LedgerStats stats;
  private final BlockingQueue<Write<?>> queue;
  private final Thread thread;
  private volatile boolean ready = true;
  private volatile boolean closing;
  private int failedConnects;

  Writer(Session session, GroupCommit groups, LedgerStats stats, BlockingQueue<Write<?>> queue) {
    this.session = session;
    this.groups = groups;
    this.stats = stats;
    this.queue = queue;
    this.thread = Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::run);
  }

  static BlockingQueue<Write<?>> queue(int bound) {
    return new ArrayBlockingQueue<>(bound);
  }

  void start() {
    thread.start();
  }

  /** Whether the database could be reached when it was last needed. */
  boolean isReady() {
    return ready && !closing;
  }

  /** Queues a write; refuses it as unavailable if it cannot be taken. */
  void submit(Write<?> write) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("a work must not write through the ledger, only through tx");
    }
    if (!isReady() || !queue.offer(write)) {
      stats.onRefused();
      throw Trouble.unavailable(isReady() ? "too many writes wait" : "the database is not there");
    }
    if (closing && queue.remove(write)) {
      throw Trouble.unavailable("the server is going down");
    }
  }

  private void run() {
    List<Write<?>> group = new ArrayList<>(GROUP);
    while (!closing || !queue.isEmpty()) {
      try {
        if (session.isOpen() || reconnect()) {
          serve(group);
        }
      } catch (InterruptedException e) {
        closing = true;
      } catch (RuntimeException e) {
        LOG.error("the writer goes on after a failure", e);
      }
    }
    session.close();
  }

  private void serve(List<Write<?>> group) throws InterruptedException {
    Write<?> first = queue.poll(IDLE_PROBE.toNanos(), TimeUnit.NANOSECONDS);
    if (first == null) {
      session.probe();
      return;
    }
    group.add(first);
    queue.drainTo(group, GROUP - 1);
    group.removeIf(write -> !write.claim());
    if (!group.isEmpty()) {
      groups.commit(List.copyOf(group));
      session.tidy();
    }
    group.clear();
  }

  private boolean reconnect() throws InterruptedException {
    try {
      session.open();
      failedConnects = 0;
      ready = true;
      LOG.info("the database is there again");
      return true;
    } catch (SQLException e) {
      ready = false;
      LOG.warn("cannot reach the database: {}", e.getMessage());
      refuse(RECONNECT.after(++failedConnects));
      return false;
    }
  }

  /** Answers what waits or comes in the meantime that the database is not there. */
  private void refuse(Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    @Nullable Write<?> write;
    do {
      write = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (write != null) {
        stats.onRefused();
        write.fail(Trouble.unavailable("the database is not there"));
      }
    } while (write != null || (end - System.nanoTime() > 0 && !closing));
  }

  /** Commits what was taken in, then ends. */
  @Override
  public void close() {
    closing = true;
    Write<Boolean> wake = new Write<>(_ -> true, null, null);
    wake.claim();
    var _ = queue.offer(wake);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
