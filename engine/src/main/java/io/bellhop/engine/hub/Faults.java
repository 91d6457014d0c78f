package io.bellhop.engine.hub;

/**
 * What fails where many take turns must not keep the others from theirs, so it is caught there,
 * whatever it is. What is more than an exception goes to the thread's handler all the same, as if
 * nobody had caught it: there a process without memory ends.
 */
public final class Faults {
  private static final System.Logger LOG = System.getLogger(Faults.class.getName());

  private Faults() {}

  /** Runs an action that may fail. */
  public static void contain(String what, Runnable action) {
    try {
      action.run();
    } catch (Throwable fault) {
      report(what + " failed", fault);
    }
  }

  /** Tells of something that was caught. */
  public static void report(String what, Throwable fault) {
    if (fault instanceof Error) {
      Thread here = Thread.currentThread();
      here.getUncaughtExceptionHandler().uncaughtException(here, fault);
    }
    LOG.log(System.Logger.Level.ERROR, what, fault);
  }
}
