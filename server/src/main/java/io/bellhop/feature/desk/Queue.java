package io.bellhop.feature.desk;

import java.util.List;

/** A list of conversations that staff work from. */
public enum Queue {
  /** Open and assigned to the caller. */
  MINE,
  /** Open and assigned to nobody. */
  UNASSIGNED,
  /** All that are open. */
  ALL,
  SNOOZED,
  RESOLVED;

  /** The conversations in it, as a condition with {@link #parameters}. */
  String condition() {
    return switch (this) {
      case MINE -> "status = 'open' AND assignee = ?";
      case UNASSIGNED -> "status = 'open' AND assignee IS NULL";
      case ALL -> "status = 'open'";
      case SNOOZED -> "status = 'snoozed'";
      case RESOLVED -> "status = 'resolved'";
    };
  }

  List<Object> parameters(String caller) {
    return this == MINE ? List.of(caller) : List.of();
  }
}
