package io.bellhop.feature.desk;

import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ends the availability of agents who are gone, so that nobody waits for them. A durable timer
 * looks after each available agent; so it is not forgotten if the server that they were connected
 * to ends, whether in good order or not.
 */
final class Absences {
  /** The timer that looks whether an agent is there. */
  static final String LOOK = "desk.look";

  private static final Duration PACE = Duration.ofMinutes(1);

  private final Desk desk;
  private final AgentStore agents;
  private final Attendance attendance;
  private final Codec codec;

  Absences(Desk desk, AgentStore agents, Attendance attendance, Codec codec) {
    this.desk = desk;
    this.agents = agents;
    this.attendance = attendance;
    this.codec = codec;
  }

  /**
   * The data of the timer.
   *
   * @param there when the agent was known to be there
   * @param missed when they were first found not to be, since then
   */
  record Look(String site, String person, Instant there, @Nullable Instant missed) {
    Look seen(Instant now) {
      return new Look(site, person, now, null);
    }

    Look missed(Instant now) {
      return missed == null ? new Look(site, person, there, now) : this;
    }
  }

  /** Looks after somebody from now on who says that they are available. */
  void watch(Tx tx, String site, String person) {
    again(tx, new Look(site, person, tx.now(), null), tx.now().plus(PACE));
  }

  void forget(Tx tx, String site, String person) {
    tx.cancel(LOOK, key(site, person));
  }

  void look(Tx tx, Look look) {
    agents
        .find(tx, look.site, look.person)
        .filter(Agent::available)
        .ifPresent(agent -> look(tx, look, agent));
  }

  private void look(Tx tx, Look look, Agent agent) {
    if (attendance.isThere(look.site, look.person)) {
      again(tx, look.seen(tx.now()), tx.now().plus(PACE));
      return;
    }
    Look missed = look.missed(tx.now());
    Instant lapses = goneSince(tx, missed).plus(desk.settings(look.site).away());
    if (tx.now().isBefore(lapses)) {
      again(tx, missed, lapses);
    } else {
      desk.lapse(tx, look.site, agent);
    }
  }

  /** Nobody sees people leave whose server is gone; they count from when they were missed. */
  private Instant goneSince(Tx tx, Look missed) {
    return attendance
        .leftAt(tx, missed.site, missed.person)
        .filter(left -> left.isAfter(missed.there))
        .orElseGet(() -> missed.missed == null ? tx.now() : missed.missed);
  }

  private void again(Tx tx, Look look, Instant due) {
    tx.set(new Timer(LOOK, key(look.site, look.person), due, codec.write(look)));
  }

  private static String key(String site, String person) {
    return site + "/" + person;
  }
}
