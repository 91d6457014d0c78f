package io.bellhop.feature.presence;

import java.time.Instant;

/** Whose tokens were ended before their time. */
@FunctionalInterface
public interface Ended {
  /**
   * Whether all that was issued to a person was revoked at a time or later. Returns quickly.
   *
   * @param since when the person came
   */
  boolean since(String site, String person, Instant since);
}
