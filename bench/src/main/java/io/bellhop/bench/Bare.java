package io.bellhop.bench;

import io.bellhop.bench.process.ServerConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least that storing messages durably can cost: waiting threads, a queue, one thread that
 * inserts the rows in groups of up to 256 and commits. No network, no JSON, no checks.
 */
final class Bare implements AutoCloseable {
  private static final int GROUP = 256;

  private final Connection connection;
  private final BareRows rows;
  private final BlockingQueue<CompletableFuture<Boolean>> queue = new ArrayBlockingQueue<>(8_192);
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);

  /**
   * @param connection to a database with the server's tables; closed in the end
   */
  Bare(Connection connection) throws SQLException {
    this.connection = connection;
    this.rows = new BareRows(connection, ServerConfig.ROOMS);
    thread.start();
  }

  /** How many messages a second are stored while so many wait at a time. */
  double perSecond(int waiting, double seconds) {
    AtomicLong stored = new AtomicLong();
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < waiting; i++) {
        callers.execute(() -> {
          while (System.nanoTime() < end) {
            store();
            stored.incrementAndGet();
          }
        });
      }
    }
    return stored.get() / ((System.nanoTime() - began) / 1e9);
  }

  private void store() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    queue.add(done);
    done.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void run() {
    List<CompletableFuture<Boolean>> group = new ArrayList<>(GROUP);
    try {
      while (!Thread.interrupted()) {
        group.add(queue.take());
        queue.drainTo(group, GROUP - 1);
        rows.insert(group.size());
        connection.commit();
        group.forEach(done -> done.complete(true));
        group.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      group.forEach(done -> done.completeExceptionally(e));
    }
  }

  @Override
  public void close() throws SQLException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
