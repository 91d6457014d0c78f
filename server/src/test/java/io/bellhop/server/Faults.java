package io.bellhop.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long and how often things fail: {@code FAULTS=long} in the environment for much. */
final class Faults {
  static final boolean LONG = "long".equals(System.getenv("FAULTS"));

  /** People enough to be writing whenever something fails. */
  static final Crowd.Size CROWD = new Crowd.Size(12, 3, 4);

  static final int VISITORS = 30;
  static final int LEAVERS = 5;

  private Faults() {}

  static int rounds(int few, int many) {
    return LONG ? many : few;
  }

  /** What makes a run's randomness; {@code -Dfaults.seed=N} repeats it. */
  static long seed(String test) {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.printf("%s: faults.seed=%d%n", test, seed);
    return seed;
  }

  /** Lets life go on. */
  static void pass(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  static void print(String what, Crowd crowd, String more) {
    System.out.printf("faults: %s: %s%s%n", what, crowd.figures(), more);
  }
}
