package io.bellhop.server;

import io.bellhop.engine.hub.Hub;
import io.bellhop.sql.SqlLedger;

/**
 * Finds the events of commits whose outcome was not known: they may be in the ledger although
 * nobody was told. Confined to one thread.
 */
final class UncertainCommits {
  private static final int LOOKS = 5;

  private final SqlLedger ledger;
  private final Hub hub;
  private long known;
  private int looks;

  UncertainCommits(SqlLedger ledger, Hub hub) {
    this.ledger = ledger;
    this.hub = hub;
  }

  /**
   * Compares positions after each such commit, as soon as the store answers again; and a few times
   * more, for those who were just subscribing.
   */
  void check() {
    long uncertain = ledger.stats().uncertain();
    if (uncertain > known) {
      known = uncertain;
      looks = LOOKS;
    }
    if (looks > 0 && ledger.ready()) {
      hub.checkPositions();
      looks--;
    }
  }
}
