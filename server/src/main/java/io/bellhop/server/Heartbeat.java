package io.bellhop.server;

import io.bellhop.engine.hub.Faults;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs what must happen every so often, all on one thread; a failure is logged. */
final class Heartbeat implements AutoCloseable {
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
            () -> Faults.contain("a regular task", action),
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    beats.shutdownNow();
  }
}
