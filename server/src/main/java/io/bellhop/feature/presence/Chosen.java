package io.bellhop.feature.presence;

import io.bellhop.engine.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept about somebody.
 *
 * @param status chosen instead of the automatic one
 * @param until when the choice and the words end
 */
record Chosen(
    String role,
    @Nullable Status status,
    @Nullable String text,
    @Nullable String emoji,
    @Nullable Instant until,
    @Nullable Instant seen) {
  static final Chosen NOTHING = new Chosen("", null, null, null, null, null);

  /** This, without a choice whose time is over. */
  Chosen at(Instant now) {
    return until == null || now.isBefore(until)
        ? this
        : new Chosen(role, null, null, null, null, seen);
  }

  boolean isStaff() {
    return Role.isColleague(role);
  }
}
