package io.bellhop.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The wire over Redis' sharded pub/sub. The library reconnects by itself what was connected once; a
 * thread makes the first connections, and fresh ones when asked.
 */
final class LettuceWire implements Wire {
  private static final System.Logger LOG = System.getLogger(LettuceWire.class.getName());
  private static final long FIRST_PAUSE = 100;
  private static final long LONGEST_PAUSE = 5_000;

  private final RedisSettings settings;
  private final Semaphore wanted = new Semaphore(1);
  private final Stragglers stragglers = new Stragglers();
  private volatile boolean refused;
  private volatile @Nullable Lines lines;
  private volatile @Nullable Thread connector;
  private final CountDownLatch ended = new CountDownLatch(1);

  private LettuceWire(RedisSettings settings) {
    this.settings = settings;
  }

  /**
   * @throws IllegalArgumentException if the settings have no URL of Redis, or no certificates where
   *     they say
   */
  static LettuceWire to(RedisSettings settings) {
    settings.check();
    return new LettuceWire(settings);
  }

  @Override
  public void open(Receiver receiver) {
    connector = Thread.ofVirtual().name("redis-connector").start(() -> keepConnected(receiver));
  }

  private void keepConnected(Receiver receiver) {
    try {
      while (!isClosed()) {
        wanted.acquire();
        connect(receiver);
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "closed while connecting", e);
    }
  }

  private void connect(Receiver receiver) throws InterruptedException {
    hangUp();
    long pause = FIRST_PAUSE;
    boolean told = false;
    while (!isClosed() && lines == null) {
      try {
        lines = Lines.connect(settings, receiver);
      } catch (RuntimeException e) {
        if (!told) {
          receiver.onAway();
          LOG.log(
              System.Logger.Level.WARNING,
              "cannot connect to Redis at " + settings + ": " + Refusal.reason(e));
        }
        told = true;
        long wait = pause / 2 + ThreadLocalRandom.current().nextLong(pause);
        var _ = ended.await(wait, TimeUnit.MILLISECONDS);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
    if (isClosed()) {
      hangUp();
    }
  }

  private boolean isClosed() {
    return ended.getCount() == 0;
  }

  private void hangUp() {
    Lines known = lines;
    lines = null;
    if (known != null) {
      close(known);
    }
  }

  private static void close(Lines known) {
    try {
      known.close();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the connections to Redis did not close well", e);
    }
  }

  @Override
  public boolean isUp() {
    Lines known = lines;
    return known != null && known.isOpen();
  }

  @Override
  public boolean send(List<Parcel> parcels, Duration patience) throws InterruptedException {
    Lines known = lines;
    if (known == null) {
      return false;
    }
    return settings.cluster() ? sendToMany(known, parcels) : sendToOne(known, parcels, patience);
  }

  private boolean sendToOne(Lines known, List<Parcel> parcels, Duration patience)
      throws InterruptedException {
    try {
      await(known.send(parcels), patience);
      return true;
    } catch (TimeoutException e) {
      renew();
      return false;
    } catch (ExecutionException | RedisException e) {
      onRefused(e);
      return false;
    }
  }

  /** The library finds by itself to the replica of a node that is lost. */
  private boolean sendToMany(Lines known, List<Parcel> parcels) throws InterruptedException {
    List<Parcel> some = stragglers.punctual(parcels);
    List<CompletableFuture<Long>> sent = List.of();
    try {
      sent = known.send(some);
      await(sent, Stragglers.WAIT);
      return some.size() == parcels.size();
    } catch (TimeoutException e) {
      stragglers.note(some, sent);
      return false;
    } catch (ExecutionException | RedisException e) {
      onRefused(e);
      return false;
    }
  }

  private void await(List<CompletableFuture<Long>> sent, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    refused = false;
  }

  /** Says once why Redis answers by an error; that it is away is seen elsewhere. */
  private void onRefused(Exception failure) {
    boolean isAnswer = failure.getCause() instanceof RedisCommandExecutionException;
    System.Logger.Level level =
        isAnswer && !refused ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
    refused |= isAnswer;
    LOG.log(level, "Redis at " + settings + " does not take it: " + Refusal.reason(failure));
  }

  @Override
  public void hearAgain(int partition) {
    Lines known = lines;
    if (known == null) {
      return;
    }
    try {
      known.hearAgain(partition);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "the lines were given up meanwhile", e);
    }
  }

  @Override
  public void renew() {
    // Without lines it is about to make some.
    if (lines != null && wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    Thread thread = connector;
    if (thread != null) {
      thread.interrupt();
    }
    hangUp();
  }
}
