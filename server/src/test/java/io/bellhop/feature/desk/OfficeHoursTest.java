package io.bellhop.feature.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.feature.desk.OfficeHours.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026: 29 March and 25 October are the days on which the clocks of Oslo change. */
class OfficeHoursTest {
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

  private static Span span(String from, String to) {
    return new Span(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static OfficeHours on(DayOfWeek day, Span... spans) {
    return new OfficeHours(OSLO, Map.of(day, List.of(spans)), Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T06:59:59.999Z, false, 2026-11-20T07:00:00Z",
    "2026-11-20T07:00:00Z,     true,  2026-11-20T11:00:00Z",
    "2026-11-20T11:00:00Z,     false, 2026-11-20T12:00:00Z",
    "2026-11-20T12:30:00Z,     true,  2026-11-20T16:00:00Z",
    "2026-11-20T16:00:00Z,     false, 2026-11-27T07:00:00Z",
    "2026-07-03T06:00:00Z,     true,  2026-07-03T10:00:00Z"
  })
  void isOpenFromItsBeginningUntilBeforeItsEndInTheSitesZone(
      Instant at, boolean open, Instant next) {
    OfficeHours fridays = on(DayOfWeek.FRIDAY, span("08:00", "12:00"), span("13:00", "17:00"));

    assertThat(fridays.isOpen(at)).isEqualTo(open);
    assertThat(fridays.nextChange(at)).isEqualTo(next);
  }

  @Test
  void aSpanMayGoOverMidnight() {
    OfficeHours bar = on(DayOfWeek.SATURDAY, span("18:00", "02:00"));

    assertThat(bar.isOpen(Instant.parse("2026-11-22T00:59:00Z"))).isTrue();
    assertThat(bar.isOpen(Instant.parse("2026-11-22T01:00:00Z"))).isFalse();
    assertThat(bar.nextChange(Instant.parse("2026-11-21T20:00:00Z")))
        .isEqualTo(Instant.parse("2026-11-22T01:00:00Z"));
  }

  @Test
  void theNightOfTheClocksHasItsOwnLength() {
    OfficeHours night = on(DayOfWeek.SATURDAY, span("22:00", "06:00"));

    assertThat(night.nextChange(Instant.parse("2026-10-24T20:00:00Z")))
        .isEqualTo(Instant.parse("2026-10-25T05:00:00Z"));
    assertThat(night.nextChange(Instant.parse("2026-03-28T21:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-29T04:00:00Z"));
  }

  @Test
  void theLastDayOfASeasonHasAnEnd() {
    LocalDate last = LocalDate.parse("2026-11-20");
    OfficeHours season =
        new OfficeHours(
            OSLO,
            Map.of(DayOfWeek.FRIDAY, List.of(span("08:00", "17:00"))),
            last.plusDays(1).datesUntil(last.plusDays(100)).collect(Collectors.toSet()));

    assertThat(season.nextChange(Instant.parse("2026-11-20T10:00:00Z")))
        .isEqualTo(Instant.parse("2026-11-20T16:00:00Z"));
    assertThat(season.nextChange(Instant.parse("2026-11-20T16:00:00Z"))).isNull();
  }

  @Test
  void spansThatMeetAreOne() {
    OfficeHours hours =
        new OfficeHours(
            ZoneOffset.UTC,
            Map.of(
                DayOfWeek.MONDAY, List.of(span("00:00", "00:00")),
                DayOfWeek.TUESDAY, List.of(span("00:00", "09:00"))),
            Set.of());

    assertThat(hours.nextChange(Instant.parse("2026-11-23T10:00:00Z")))
        .isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
  }

  @Test
  void aClosedDayIsClosed() {
    OfficeHours fridays =
        new OfficeHours(
            OSLO,
            Map.of(DayOfWeek.FRIDAY, List.of(span("08:00", "17:00"))),
            Set.of(LocalDate.parse("2026-12-25")));

    assertThat(fridays.isOpen(Instant.parse("2026-12-25T10:00:00Z"))).isFalse();
    assertThat(fridays.nextChange(Instant.parse("2026-12-19T00:00:00Z")))
        .isEqualTo(Instant.parse("2027-01-01T07:00:00Z"));
  }

  @Test
  void alwaysNeverChanges() {
    OfficeHours always = OfficeHours.always(OSLO);

    assertThat(always.isOpen(Instant.EPOCH)).isTrue();
    assertThat(always.nextChange(Instant.EPOCH)).isNull();
  }
}
