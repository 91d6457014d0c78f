package io.bellhop.bench;

import io.bellhop.bench.process.Server;

/**
 * Loads a server until its just-in-time compilers are nearly done, so that what is measured next is
 * the server that runs for weeks.
 */
final class WarmUp {
  private static final int MOST_ROUNDS = 8;
  private static final int LEAST_ROUNDS = 2;
  private static final double DONE = 0.05;

  private WarmUp() {}

  /** Some load, a second or two of it. */
  @FunctionalInterface
  interface Load {
    void run() throws InterruptedException;
  }

  static void with(Bed bed, Server server, Load load) throws InterruptedException {
    int most = bed.pick(1, MOST_ROUNDS);
    double share = 1;
    for (int round = 0; round < most && (round < LEAST_ROUNDS || share > DONE); round++) {
      double all = server.cpuSeconds();
      double compiling = server.compilerSeconds();
      load.run();
      share = (server.compilerSeconds() - compiling) / Math.max(0.01, server.cpuSeconds() - all);
    }
  }
}
