package io.bellhop.server;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nobody caught is logged. Without memory the process ends, whoever noticed: Java itself ends
 * it only where the heap is full, not where the memory outside of it is.
 */
final class Uncaught implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Uncaught.class);

  /** The status with which Java itself ends a process without memory. */
  private static final int NO_MEMORY = 3;

  private final IntConsumer halt;

  /**
   * @param halt ends the process at once with this status
   */
  Uncaught(IntConsumer halt) {
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable fault) {
    if (fault instanceof OutOfMemoryError) {
      endWithoutMemory(fault);
    } else {
      LOG.error("nobody caught what failed in thread {}", thread.getName(), fault);
    }
  }

  private void endWithoutMemory(Throwable fault) {
    try {
      System.err.println("Terminating: no memory: " + fault.getMessage());
    } finally {
      halt.accept(NO_MEMORY);
    }
  }
}
