package io.bellhop.sql;

/** Another server has moved a head that was trusted: the transaction must start again. */
final class StaleHead extends Exception {
  StaleHead() {
    super("a channel was written by another server", null, false, false);
  }
}
