package io.bellhop.sql;

import io.bellhop.engine.Channel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How to make the next attempt for a group, from what went wrong before. */
final class Plan {
  private static final int PATIENT_AFTER = 16;

  final List<Write<?>> group;
  final Map<Channel, Long> channels = new HashMap<>();
  final Set<Channel> disputed = new HashSet<>();
  Set<Write<?>> suspects = Set.of();
  int retries;
  private int stale;

  /** What clients ask goes first: it locks little else than channels, which must be first. */
  Plan(List<Write<?>> group) {
    this.group = group.stream().sorted(Comparator.comparing(write -> write.key() == null)).toList();
  }

  /** The channels it has used are to be locked first from now on. */
  void onStale(Heads heads) {
    channels.putAll(heads.used());
    disputed.addAll(heads.disputed());
    stale++;
  }

  /** After some attempts it waits for everything, so that it ends. */
  boolean isPatient() {
    return stale >= PATIENT_AFTER;
  }

  /**
   * Sets the one apart that has failed; if it is not known which one, or not the first, then all.
   *
   * @return false if all were set apart before
   */
  boolean suspect(@Nullable Write<?> write) {
    if (suspects.size() == group.size()) {
      return false;
    }
    suspects = write != null && suspects.isEmpty() ? Set.of(write) : Set.copyOf(group);
    return true;
  }
}
