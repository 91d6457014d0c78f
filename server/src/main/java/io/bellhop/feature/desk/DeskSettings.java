package io.bellhop.feature.desk;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a site's desk works.
 *
 * @param reply what customers are told to expect until there is enough of the site's own experience
 * @param capacity how many open conversations an agent is given who has no capacity of their own
 * @param perMinute how many an agent is given in a minute at most
 * @param away how long an agent may be connected nowhere and still counts as available
 * @param topics what a customer may choose from before the chat
 * @param teams the teams by id
 */
public record DeskSettings(
    OfficeHours hours,
    Duration reply,
    Assignment assignment,
    int capacity,
    int perMinute,
    Duration away,
    List<Topic> topics,
    List<Team> teams) {

  public static final DeskSettings DEFAULT =
      new DeskSettings(
          OfficeHours.always(ZoneOffset.UTC),
          Duration.ofMinutes(5),
          Assignment.ROUND_ROBIN,
          5,
          10,
          Duration.ofMinutes(5),
          List.of(),
          List.of());

  /** Who is given the next conversation. */
  public enum Assignment {
    /** Who was given one longest ago. */
    ROUND_ROBIN,
    /** Who has the fewest; among equals, as in turn. */
    LEAST_BUSY,
    /** Nobody: staff take them. */
    MANUAL
  }

  /** A matter that customers come with, and who looks after it. */
  public record Topic(String id, String name, @Nullable String team, @Nullable String skill) {}

  /** A group of agents. */
  public record Team(String id, String name) {}

  Optional<Topic> topic(String id) {
    return topics.stream().filter(topic -> topic.id.equals(id)).findFirst();
  }

  boolean hasTeam(String id) {
    return teams.stream().anyMatch(team -> team.id.equals(id));
  }
}
