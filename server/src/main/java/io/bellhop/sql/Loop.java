package io.bellhop.sql;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual thread that takes a step, waits as long as the step says or until it is woken, and so
 * on. A step that throws is logged and taken again after growing waits, of up to a minute, or of up
 * to five seconds if only what it needs was away.
 */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Backoff FAILED = new Backoff(SOON, Duration.ofMinutes(1));
  private static final Backoff UNTIL_BACK = new Backoff(SOON, Duration.ofSeconds(5));
  private static final Set<ErrorCode> AWAY = Set.of(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);

  /** Does what there is to do and says how long to wait at most before the next. */
  @FunctionalInterface
  public interface Step {
    Duration run();
  }

  private final Step step;
  private final Thread thread;
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean closing;
  private int failures;

  public Loop(String name, Step step) {
    this.step = step;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Ends the current wait, or the next. A step that has failed waits its time all the same. */
  public void wake() {
    woken.release();
  }

  private void run() {
    try {
      while (!closing) {
        rest(stepped());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration stepped() throws InterruptedException {
    try {
      Duration pause = step.run();
      failures = 0;
      return pause;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return failed(e);
    }
  }

  private Duration failed(Throwable e) {
    failures++;
    if (e instanceof BellhopException away && AWAY.contains(away.code())) {
      Duration pause = UNTIL_BACK.after(failures);
      LOG.warn("{} failed {} times, again in {}: {}", thread.getName(), failures, pause, e);
      return pause;
    }
    Duration pause = FAILED.after(failures);
    LOG.warn("{} failed {} times, again in {}", thread.getName(), failures, pause, e);
    return pause;
  }

  private void rest(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    do {
      var _ = woken.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      woken.drainPermits();
    } while (failures > 0 && !closing && end - System.nanoTime() > 0);
  }

  /** Waits for the current step to end; there is no other. Does nothing if never started. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      if (thread.isAlive()) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
