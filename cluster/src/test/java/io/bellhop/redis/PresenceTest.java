package io.bellhop.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Presence;
import io.bellhop.engine.hub.Roster;
import io.bellhop.redis.Carrier.Meeting;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What presence promises on one node, alone or not. */
class PresenceTest {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final SettableClock clock = new SettableClock();
  private final Guests guests = new Guests();

  enum Kind {
    ALONE,
    ON_REDIS
  }

  private void on(Kind kind, java.util.function.Consumer<Presence> test) {
    switch (kind) {
      case ALONE -> test.accept(listened(new Roster(GRACE)));
      case ON_REDIS -> {
        try (Meeting meeting = Carrier.REDIS.meeting();
            RedisNode node = new RedisNode("one", meeting.wire(), GRACE, clock)) {
          node.connect();
          test.accept(listened(node.presence()));
        }
      }
    }
  }

  private Presence listened(Presence presence) {
    presence.listen(guests);
    return presence;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isOneEntryPerPersonInTheOrderOfArrival(Kind kind) {
    on(
        kind,
        presence -> {
          Stream.of("bob", "ann", "bob", "eva")
              .forEach(id -> presence.enter(Guests.LOBBY, Guests.guest(id), clock.instant()));

          assertThat(Guests.ids(presence, 10)).containsExactly("bob", "ann", "eva");
          assertThat(Guests.ids(presence, 2)).containsExactly("bob", "ann");
          assertThat(presence.count(Guests.LOBBY)).isEqualTo(3);
          assertThat(guests.told).containsExactly("+bob", "+ann", "+eva");
        });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void tellsALeaveAfterTheGraceAndNoReconnect(Kind kind) {
    on(
        kind,
        presence -> {
          presence.enter(Guests.LOBBY, Guests.guest("ann"), clock.instant());
          presence.leave(Guests.LOBBY, Guests.guest("ann"), clock.instant());
          presence.tick(clock.advance(Duration.ofSeconds(4)));
          presence.enter(Guests.LOBBY, Guests.guest("ann"), clock.instant());
          presence.tick(clock.advance(Duration.ofSeconds(4)));
          assertThat(guests.told).containsExactly("+ann");

          presence.leave(Guests.LOBBY, Guests.guest("ann"), clock.instant());
          presence.tick(clock.advance(GRACE));

          assertThat(guests.told).containsExactly("+ann", "-ann");
          assertThat(guests.mine).containsExactly(true, true);
          assertThat(presence.count(Guests.LOBBY)).isZero();
        });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void staysWhileOneSessionIsThere(Kind kind) {
    on(
        kind,
        presence -> {
          presence.enter(Guests.LOBBY, Guests.guest("ann"), clock.instant());
          presence.enter(Guests.LOBBY, Guests.guest("ann"), clock.instant());
          presence.leave(Guests.LOBBY, Guests.guest("ann"), clock.instant());
          presence.tick(clock.advance(GRACE.plusSeconds(1)));

          assertThat(Guests.ids(presence, 10)).containsExactly("ann");
        });
  }
}
