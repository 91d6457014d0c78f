package io.bellhop.auth;

import io.bellhop.engine.Tx;

/** Is told of staff who are removed. */
@FunctionalInterface
public interface Departures {

  /** Within the transaction that removes them. */
  void onRemoved(Tx tx, String site, String person);
}
