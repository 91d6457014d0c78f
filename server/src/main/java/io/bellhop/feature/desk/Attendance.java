package io.bellhop.feature.desk;

import io.bellhop.engine.Tx;
import java.time.Instant;
import java.util.Optional;

/** Whether people are there, as the desk needs to know it. */
public interface Attendance {

  /** Whether somebody is connected now, with any device and to any server. */
  boolean isThere(String site, String person);

  /** When somebody was seen to leave last; empty if never. */
  Optional<Instant> leftAt(Tx tx, String site, String person);
}
