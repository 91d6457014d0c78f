package io.bellhop.feature.desk;

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

  /** The conversations in it, as a condition whose only parameter is the caller's id. */
  String condition() {
    return switch (this) {
      case MINE -> "status = 'open' AND assignee = ?";
      case UNASSIGNED -> "status = 'open' AND assignee IS NULL AND customer <> ?";
      case ALL -> "status = 'open' AND customer <> ?";
      case SNOOZED -> "status = 'snoozed' AND customer <> ?";
      case RESOLVED -> "status = 'resolved' AND customer <> ?";
    };
  }
}
