package io.bellhop.feature.seal;

import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import java.util.List;
import java.util.Set;

/** Whose devices should be able to open a room. */
public interface Circle {

  /**
   * The people, for example a customer and who looks after the conversation; empty if there is no
   * such encrypted room. Blocks.
   */
  Set<String> of(String site, String room);

  /** As {@link #of(String, String)}, within a transaction. */
  Set<String> of(Tx tx, String site, String room);

  /** The encrypted rooms that somebody should be able to open; of many, those of late. */
  List<String> rooms(Tx tx, String site, String person);

  /** Writes into a room that somebody reads it with one more device from now on. */
  void tellOfDevice(Tx tx, Principal owner, String room);
}
