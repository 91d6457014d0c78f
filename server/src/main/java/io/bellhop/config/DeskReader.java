package io.bellhop.config;

import io.bellhop.feature.desk.DeskSettings;
import io.bellhop.feature.desk.DeskSettings.Assignment;
import io.bellhop.feature.desk.OfficeHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a site's desk works. */
final class DeskReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern DAY = Pattern.compile("mon|tue|wed|thu|fri|sat|sun");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final String AN_ID = "1 to 63 characters of a-z, 0-9 and -";

  private DeskReader() {}

  static DeskSettings read(Section site) {
    DeskSettings standard = DeskSettings.DEFAULT;
    try (Section section = site.section("desk")) {
      List<DeskSettings.Team> teams = teams(section);
      return new DeskSettings(
          hours(section),
          Read.duration(section, "reply", standard.reply()),
          assignment(section),
          Read.whole(section, "capacity", standard.capacity(), 1, 1_000),
          Read.whole(section, "per-minute", standard.perMinute(), 1, 1_000),
          Read.duration(section, "away", standard.away()),
          topics(section, teams),
          teams);
    }
  }

  private static Assignment assignment(Section section) {
    return Read.value(
        section,
        "assignment",
        Assignment.ROUND_ROBIN,
        "one of round-robin, least-busy, manual",
        text ->
            switch (text) {
              case "round-robin" -> Assignment.ROUND_ROBIN;
              case "least-busy" -> Assignment.LEAST_BUSY;
              case "manual" -> Assignment.MANUAL;
              default -> null;
            });
  }

  private static OfficeHours hours(Section section) {
    ZoneId zone =
        Read.value(
            section,
            "timezone",
            ZoneOffset.UTC,
            "a time zone such as Europe/Oslo",
            DeskReader::zone);
    Map<DayOfWeek, List<OfficeHours.Span>> week = new EnumMap<>(DayOfWeek.class);
    for (Section span : section.sections("hours", "days")) {
      try (span) {
        OfficeHours.Span read = new OfficeHours.Span(time(span, "open"), time(span, "close"));
        for (String day :
            Read.list(span, "days", "a day: mon, tue, wed, thu, fri, sat, sun", DAY)) {
          week.computeIfAbsent(day(day), d -> new ArrayList<>()).add(read);
        }
      }
    }
    return new OfficeHours(zone, week, closed(section));
  }

  private static @Nullable ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalTime time(Section section, String key) {
    return Read.value(
        section, key, LocalTime.MIDNIGHT, "a time such as 08:30, or 24:00", DeskReader::time);
  }

  private static @Nullable LocalTime time(String text) {
    if (text.equals("24:00")) {
      return LocalTime.MIDNIGHT;
    }
    return TIME.matcher(text).matches() ? LocalTime.parse(text) : null;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).startsWith(text)) {
        return day;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private static Set<LocalDate> closed(Section section) {
    Set<LocalDate> days = new HashSet<>();
    for (String day : Read.list(section, "closed", "a day such as 2026-12-25", DATE)) {
      try {
        days.add(LocalDate.parse(day));
      } catch (DateTimeException e) {
        section
            .problems()
            .add(section.place(), section.path("closed"), "days that the calendar has", day);
      }
    }
    return Set.copyOf(days);
  }

  private static List<DeskSettings.Team> teams(Section section) {
    List<DeskSettings.Team> teams = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section team : section.sections("teams", "id")) {
      try (team) {
        String id = Read.required(team, "id", AN_ID, ID);
        SitesReader.unique(team, "team", id, ids);
        teams.add(new DeskSettings.Team(id, Read.text(team, "name", id, 80)));
      }
    }
    return List.copyOf(teams);
  }

  private static List<DeskSettings.Topic> topics(Section section, List<DeskSettings.Team> teams) {
    List<DeskSettings.Topic> topics = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section topic : section.sections("topics", "id")) {
      try (topic) {
        String id = Read.required(topic, "id", AN_ID, ID);
        SitesReader.unique(topic, "topic", id, ids);
        topics.add(
            new DeskSettings.Topic(
                id, Read.text(topic, "name", id, 80), team(topic, teams), skill(topic)));
      }
    }
    return List.copyOf(topics);
  }

  private static @Nullable String team(Section topic, List<DeskSettings.Team> teams) {
    return topic.has("team")
        ? Read.value(
            topic,
            "team",
            "",
            "the id of one of the desk's teams",
            text -> teams.stream().anyMatch(team -> team.id().equals(text)) ? text : null)
        : null;
  }

  private static @Nullable String skill(Section topic) {
    return topic.has("skill") ? Read.matching(topic, "skill", "", AN_ID, ID) : null;
  }
}
