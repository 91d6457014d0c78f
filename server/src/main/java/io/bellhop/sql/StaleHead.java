package io.bellhop.sql;

/** The works must run again, as what they have read may have been older than the heads. */
final class StaleHead extends Exception {
  private final boolean moved;
  private final boolean alone;

  /**
   * @param moved whether another server has moved a head, or is about to create one; if not, a head
   *     was not known when the works began
   * @param alone whether the transaction has changed nothing, so that it may go on as it is
   */
  StaleHead(boolean moved, boolean alone) {
    super("a channel was written by another server", null, false, false);
    this.moved = moved;
    this.alone = alone;
  }

  boolean moved() {
    return moved;
  }

  boolean alone() {
    return alone;
  }
}
