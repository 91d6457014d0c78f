package io.bellhop.redis;

import static io.bellhop.redis.Guests.LOBBY;
import static io.bellhop.redis.Guests.guest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Presence over nodes whose every sign of life and tick of the clock is the test's. */
@Execution(ExecutionMode.CONCURRENT)
class NodesPresenceTest {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SettableClock clock = new SettableClock();
  private final Switchboard switchboard = new Switchboard();
  private int marks;
  private Stage one;
  private Stage two;

  /** A node and what it tells. */
  private final class Stage {
    final Switchboard.MemoryWire wire = switchboard.wire();
    final Guests guests = new Guests();
    final RedisNode node;

    Stage(String name) {
      node = new RedisNode(name, wire, GRACE, clock);
      node.broker().listen(new Ear());
      node.presence().listen(guests);
      node.connect();
    }

    void enter(String id) {
      node.presence().enter(LOBBY, guest(id), clock.instant());
    }

    void leave(String id) {
      node.presence().leave(LOBBY, guest(id), clock.instant());
    }

    List<String> here() {
      return Guests.ids(node.presence(), 1_000).stream().sorted().toList();
    }

    void sees(String... ids) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(here()).containsExactly(ids));
    }
  }

  @BeforeEach
  void meet() {
    one = new Stage("1");
    two = new Stage("2");
    pass(Duration.ofSeconds(3));
  }

  @AfterEach
  void part() {
    one.node.close();
    two.node.close();
  }

  /** Lets time pass, in steps in which every node that can gives a sign of life. */
  private void pass(Duration time) {
    for (long step = 0; step < time.toSeconds(); step++) {
      Instant now = clock.advance(Duration.ofSeconds(1));
      one.node.beat();
      two.node.beat();
      await().atMost(PATIENCE).until(() -> one.node.queued() + two.node.queued() == 0);
      settle();
      one.node.presence().tick(now);
      two.node.presence().tick(now);
    }
  }

  /** Until all that was sent so far was heard: the sender sends in order. */
  private void settle() {
    for (Stage stage : List.of(one, two)) {
      if (!stage.wire.down && !stage.wire.deaf) {
        Channel mark = new Channel("hotel", "mark:" + marks++);
        stage.node.presence().enter(mark, guest("mark"), clock.instant());
        for (Stage other : List.of(one, two)) {
          if (!other.wire.down && !other.wire.deaf) {
            await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> other.node.presence().count(mark) == 1);
          }
        }
      }
    }
  }

  @Test
  void oneSeesWhoIsAtTheOther() {
    one.enter("ann");
    two.enter("bob");
    two.enter("ann");

    one.sees("ann", "bob");
    two.sees("ann", "bob");
    assertThat(one.guests.told.stream().filter(t -> t.endsWith("ann"))).containsExactly("+ann");
  }

  @Test
  void whoMovesToAnotherNodeNeitherLeavesNorJoins() {
    one.enter("ann");
    two.sees("ann");

    one.leave("ann");
    pass(Duration.ofSeconds(3));
    two.enter("ann");
    pass(Duration.ofSeconds(10));

    one.sees("ann");
    two.sees("ann");
    assertThat(one.guests.told).containsOnlyOnce("+ann").doesNotContain("-ann");
    assertThat(two.guests.told).containsOnlyOnce("+ann").doesNotContain("-ann");
  }

  @Test
  void aLeaveIsToldOnEveryNodeAndActedOnByOne() {
    one.enter("ann");
    two.sees("ann");

    one.leave("ann");
    pass(Duration.ofSeconds(7));

    assertThat(one.here()).isEmpty();
    assertThat(two.here()).isEmpty();
    assertThat(actedOn(one, "-ann")).isTrue();
    assertThat(actedOn(two, "-ann")).isFalse();
  }

  private static boolean actedOn(Stage stage, String what) {
    return stage.guests.mine.get(stage.guests.told.indexOf(what));
  }

  @Test
  void thePeopleOfASilentNodeAreGoneAndComeBackWithIt() {
    one.enter("ann");
    two.enter("bob");
    two.sees("ann", "bob");

    one.wire.down = true;
    pass(Duration.ofSeconds(9));
    assertThat(two.here()).containsExactly("ann", "bob");
    pass(Duration.ofSeconds(4));

    assertThat(two.here()).containsExactly("bob");
    assertThat(actedOn(two, "-ann")).isTrue();
    assertThat(one.here()).containsExactly("ann", "bob");

    one.wire.up();
    pass(Duration.ofSeconds(5));
    two.sees("ann", "bob");
    one.sees("ann", "bob");
    assertThat(two.guests.told.stream().filter("+ann"::equals)).hasSize(2);
    assertThat(one.guests.told).doesNotContain("-bob");
  }

  @Test
  void whileANodeHearsNothingNobodyLeavesItsView() {
    two.enter("bob");
    one.sees("bob");

    one.wire.deaf = true;
    pass(Duration.ofSeconds(60));

    assertThat(one.here()).containsExactly("bob");
    two.leave("bob");
    pass(Duration.ofSeconds(6));
    one.wire.deaf = false;
    pass(Duration.ofSeconds(12));
    one.sees();
  }

  @Test
  void whatWasMissedIsToldAnewInParts() {
    one.wire.down = true;
    for (int i = 0; i < 450; i++) {
      one.enter("guest-" + i);
    }
    one.wire.up();
    pass(Duration.ofSeconds(5));

    await().atMost(PATIENCE).until(() -> two.here().size() == 450);
  }

  @Test
  void aNodeThatSaysGoodbyeTakesItsPeopleAlongAfterTheGrace() {
    one.enter("ann");
    two.sees("ann");

    one.node.close();
    pass(Duration.ofSeconds(3));
    two.sees("ann");
    pass(Duration.ofSeconds(4));

    assertThat(two.here()).isEmpty();
    assertThat(actedOn(two, "-ann")).isTrue();
  }
}
