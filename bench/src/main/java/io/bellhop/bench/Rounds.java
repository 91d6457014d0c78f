package io.bellhop.bench;

import io.bellhop.bench.load.Senders;
import io.bellhop.bench.process.Server;

/** The server and the bare inserts in turns, so that other users of the machine hit both. */
final class Rounds {
  private final Server server;
  private final Senders senders;
  private final Bare bare;
  private final double seconds;

  /** One turn of each. */
  record Round(Senders.Count count, double perSecond, double cpuMicros, double barePerSecond) {
    double ratio() {
      return perSecond / barePerSecond;
    }
  }

  /**
   * @param seconds of each turn
   */
  Rounds(Server server, Senders senders, Bare bare, double seconds) {
    this.server = server;
    this.senders = senders;
    this.bare = bare;
    this.seconds = seconds;
  }

  Round measure(int waiting) throws InterruptedException {
    double cpu = server.cpuSeconds();
    long began = System.nanoTime();
    Senders.Count count = senders.keepWaiting(waiting, () -> true, seconds);
    double took = (System.nanoTime() - began) / 1e9;
    double used = server.cpuSeconds() - cpu;
    senders.settle();
    return new Round(
        count,
        count.answered() / took,
        used / count.answered() * 1e6,
        bare.perSecond(waiting, seconds));
  }
}
