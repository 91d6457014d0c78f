package io.bellhop.feature.desk;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a site's desk is open, in the site's own time zone, also over changes of daylight saving.
 *
 * @param week the spans of each day; an empty map means always
 * @param closed days without any span
 */
public record OfficeHours(ZoneId zone, Map<DayOfWeek, List<Span>> week, Set<LocalDate> closed) {
  private static final int DAYS_AHEAD = 60;

  /** Always open. */
  public static OfficeHours always(ZoneId zone) {
    return new OfficeHours(zone, Map.of(), Set.of());
  }

  /**
   * From a time, inclusive, to a time, exclusive; one that does not end later ends the next day.
   */
  public record Span(LocalTime from, LocalTime to) {}

  private record Interval(Instant from, Instant to) {
    boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  public boolean isOpen(Instant at) {
    return week.isEmpty() || around(at, 0).stream().anyMatch(interval -> interval.contains(at));
  }

  /** When it opens or closes next; null if it does not within 60 days. */
  public @Nullable Instant nextChange(Instant at) {
    if (week.isEmpty()) {
      return null;
    }
    List<Interval> intervals = around(at, DAYS_AHEAD);
    return isOpen(at) ? closing(intervals, at, horizon(at)) : opening(intervals, at);
  }

  private static @Nullable Instant opening(List<Interval> intervals, Instant at) {
    return intervals.stream()
        .map(Interval::from)
        .filter(from -> from.isAfter(at))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The end of the last of the intervals that follow each other without a gap. */
  private static @Nullable Instant closing(List<Interval> intervals, Instant at, Instant horizon) {
    Instant end = at;
    boolean found = true;
    while (found) {
      found = false;
      for (Interval interval : intervals) {
        if (interval.contains(end)) {
          end = interval.to;
          found = true;
        }
      }
    }
    return end.isAfter(horizon) ? null : end;
  }

  private Instant horizon(Instant at) {
    LocalDate last = at.atZone(zone).toLocalDate().plusDays(DAYS_AHEAD);
    return last.atStartOfDay(zone).toInstant();
  }

  private List<Interval> around(Instant at, int days) {
    LocalDate today = at.atZone(zone).toLocalDate();
    List<Interval> intervals = new ArrayList<>();
    for (LocalDate day = today.minusDays(1);
        !day.isAfter(today.plusDays(days));
        day = day.plusDays(1)) {
      if (!closed.contains(day)) {
        for (Span span : week.getOrDefault(day.getDayOfWeek(), List.of())) {
          intervals.add(interval(day, span));
        }
      }
    }
    return intervals;
  }

  private Interval interval(LocalDate day, Span span) {
    LocalDate last = span.to.isAfter(span.from) ? day : day.plusDays(1);
    return new Interval(
        day.atTime(span.from).atZone(zone).toInstant(),
        last.atTime(span.to).atZone(zone).toInstant());
  }
}
