package io.bellhop.engine;

import java.util.List;
import java.util.function.Consumer;

/**
 * A durable reader of the ledger with a checkpoint of its own. Sees every event committed since it
 * was first started, each channel's in order.
 */
public interface Projector {

  /**
   * Unique and stable: names the checkpoint. Retention waits for every checkpoint, also for that of
   * a projector which a release has dropped, as servers of the release before may still run it; so
   * a migration of the release after removes its row.
   */
  String name();

  /**
   * Looks at the next events, outside of any transaction, since others wait for one that works
   * long.
   *
   * @return what writes their effects, in the transaction that moves the checkpoint, so that they
   *     happen exactly once; it may run more often than it is committed
   */
  Consumer<Tx> project(List<Event> events);
}
