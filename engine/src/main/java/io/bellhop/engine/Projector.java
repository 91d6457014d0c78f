package io.bellhop.engine;

import java.util.List;

/**
 * A durable reader of the ledger with a checkpoint of its own. Sees every event committed since it
 * was first started, each channel's in order.
 */
public interface Projector {

  /** Unique and stable: names the checkpoint. */
  String name();

  /**
   * Takes the next events. Runs in the transaction that moves the checkpoint, so what it writes
   * happens exactly once; what it does elsewhere may happen again after a crash.
   */
  void project(Tx tx, List<Event> events);
}
