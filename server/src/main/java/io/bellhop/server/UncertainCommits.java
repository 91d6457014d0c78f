package io.bellhop.server;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Finds the events of commits whose outcome was not known: they may be in the ledger although
 * nobody was told, and a commit that waits for a disk or a standby may end long after. Confined to
 * one thread.
 */
final class UncertainCommits {
  /** How many seconds after such a commit it is looked for, at first in each. */
  private static final int SECONDS = 600;

  private static final int AT_FIRST = 5;
  private static final int EVERY = 10;

  private final LongSupplier uncertain;
  private final BooleanSupplier ready;
  private final Runnable look;
  private long known;
  private int left;

  /**
   * @param uncertain how many such commits there have been
   * @param ready whether the store answers
   * @param look compares what was delivered with what is in the ledger
   */
  UncertainCommits(LongSupplier uncertain, BooleanSupplier ready, Runnable look) {
    this.uncertain = uncertain;
    this.ready = ready;
    this.look = look;
  }

  /** To be called each second. */
  void check() {
    long count = uncertain.getAsLong();
    if (count > known) {
      known = count;
      left = SECONDS;
    }
    if (left > 0 && ready.getAsBoolean()) {
      if (left > SECONDS - AT_FIRST || left % EVERY == 0) {
        look.run();
      }
      left--;
    }
  }
}
