package io.bellhop.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what must happen every so often, all on one thread; a failure is logged. */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final ScheduledExecutorService beats;

  Heartbeat(String name) {
    this.beats =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
  }

  /** Repeats the action, with the pause between the end of one run and the start of the next. */
  void every(Duration pause, Runnable action) {
    var _ =
        beats.scheduleWithFixedDelay(
            () -> attempt(action), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.warn("a regular task failed", e);
    }
  }

  @Override
  public void close() {
    beats.shutdownNow();
  }
}
