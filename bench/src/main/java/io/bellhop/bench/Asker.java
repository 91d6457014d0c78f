package io.bellhop.bench;

import io.bellhop.bench.load.Line;
import io.bellhop.bench.load.Senders;
import io.bellhop.bench.load.Swarm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks one question after the other, and tells how long a middling answer takes. */
final class Asker {
  private final Swarm swarm;
  private final List<Line> people;
  private final int times;
  private @Nullable String failure;

  /**
   * @param people who ask in turn
   * @param times how often each question is asked
   */
  Asker(Swarm swarm, List<Line> people, int times) {
    this.swarm = swarm;
    this.people = people;
    this.times = times;
  }

  /** The median in milliseconds, once all that was written before is searchable and warm. */
  double p50(Senders.Requests requests) throws InterruptedException {
    ask(requests);
    return ask(requests);
  }

  private double ask(Senders.Requests requests) throws InterruptedException {
    Senders senders = new Senders(swarm, people, requests);
    Senders.Count count = senders.keepWaiting(1, () -> senders.sent() < times, 0.2);
    while (swarm.call(senders::sent) < times) {
      count = senders.keepWaiting(1, () -> senders.sent() < times, 0.5);
    }
    senders.settle();
    failure = failure == null ? senders.failure() : failure;
    return count.p50();
  }

  @Nullable String failure() {
    return failure;
  }
}
