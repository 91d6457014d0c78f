package io.bellhop.server;

import io.bellhop.engine.Tx;
import io.bellhop.feature.desk.Attendance;
import io.bellhop.feature.presence.PresenceFeature;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** People's presence, as the desk needs to know it. */
record DeskAttendance(Supplier<PresenceFeature> presence) implements Attendance {
  @Override
  public boolean isThere(String site, String person) {
    return presence.get().isThere(site, person);
  }

  @Override
  public Optional<Instant> leftAt(Tx tx, String site, String person) {
    return presence.get().leftAt(tx, site, person);
  }
}
