package io.bellhop.sql;

/** Another server has moved a head: the works must run again. */
final class StaleHead extends Exception {
  private final boolean alone;

  /**
   * @param alone whether the transaction has changed nothing, so that it may go on as it is
   */
  StaleHead(boolean alone) {
    super("a channel was written by another server", null, false, false);
    this.alone = alone;
  }

  boolean alone() {
    return alone;
  }
}
