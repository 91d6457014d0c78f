package io.bellhop.server;

import io.bellhop.engine.hub.Hub;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the clients of a node that goes down elsewhere, spread over time. */
final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration RETURN_WITHIN = Duration.ofSeconds(2);

  private final Hub hub;
  private final IntSupplier requests;
  private final CountDownLatch pause = new CountDownLatch(1);

  /**
   * @param requests how many HTTP requests are being carried out
   */
  Drain(Hub hub, IntSupplier requests) {
    this.hub = hub;
    this.requests = requests;
  }

  /**
   * Ends a few at a time, so that they come back a few at a time. Returns when all are gone and
   * what was asked is answered, or the time is over.
   */
  void run(Duration time) throws InterruptedException {
    int all = hub.size();
    LOG.info("draining {} sessions within {} s", all, time.toSeconds());
    hub.close();
    long steps = Math.max(1, time.dividedBy(STEP));
    int each = (int) Math.ceilDiv(all, steps);
    for (long step = 0; step < steps && busy(); step++) {
      hub.drain(each, RETURN_WITHIN);
      var _ = pause.await(STEP.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean busy() {
    return hub.size() > 0 || requests.getAsInt() > 0;
  }
}
