package io.bellhop.feature.desk;

import java.util.Locale;

/** Where a conversation is in its life. */
public enum Status {
  OPEN,
  /** Put off until a time, or until the customer writes. */
  SNOOZED,
  /** Done; the customer may rate it, and opens it again by writing. */
  RESOLVED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Status of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
