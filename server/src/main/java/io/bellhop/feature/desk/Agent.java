package io.bellhop.feature.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of staff as the desk assigns work to them.
 *
 * @param available whether they take new conversations; their own choice, apart from presence, so
 *     that a second device or a lost connection does not change it
 * @param capacity how many open conversations they may be given
 * @param load how many they have
 * @param teams whose conversations they take; none for those of all teams
 */
public record Agent(
    Person person,
    boolean available,
    int capacity,
    int load,
    List<String> teams,
    List<String> skills) {

  /** Whether work of this kind is theirs. */
  boolean suits(@Nullable String team, @Nullable String skill) {
    return (team == null || teams.isEmpty() || teams.contains(team))
        && (skill == null || skills.contains(skill));
  }

  Agent without(String erased) {
    return person.id().equals(erased)
        ? new Agent(person.nobody(), available, capacity, load, teams, skills)
        : this;
  }

  boolean hasRoom() {
    return load < capacity;
  }

  /**
   * An agent who can be given work now.
   *
   * @param turn of the newest assignment; the lowest has waited longest
   * @param windowAt when the assignments in {@code inWindow} began to be counted
   */
  record Candidate(Agent agent, long turn, Instant windowAt, int inWindow) {

    /** How many were given in the minute that began then. */
    int given(Instant window) {
      return windowAt.equals(window) ? inWindow : 0;
    }

    /** The candidate with one conversation more, last in turn behind the others. */
    Candidate withOneMore(Instant window, long lastTurn) {
      Agent busier =
          new Agent(
              agent.person,
              agent.available,
              agent.capacity,
              agent.load + 1,
              agent.teams,
              agent.skills);
      return new Candidate(busier, lastTurn + 1, window, given(window) + 1);
    }
  }
}
