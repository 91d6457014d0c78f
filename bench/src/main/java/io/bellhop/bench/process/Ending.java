package io.bellhop.bench.process;

import java.util.concurrent.TimeUnit;

/** Ends processes that were started here. */
final class Ending {
  private static final int PATIENCE_SECONDS = 15;

  private Ending() {}

  /** In good order; if that takes too long, at once. */
  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
