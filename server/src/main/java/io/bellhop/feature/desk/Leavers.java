package io.bellhop.feature.desk;

import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets go of agents who work for the site no longer: they are given nothing more, what they had to
 * do waits for others, and they are no members of staff rooms and groups any more. What they have
 * done and said stays theirs.
 */
final class Leavers {
  /** The timer that lets go of the rest. */
  static final String GONE = "desk.gone";

  private static final Duration CALLS_END = Duration.ofMinutes(1);

  private final Desk desk;
  private final AgentStore agents;
  private final Absences absences;
  private final Rooms rooms;
  private final Codec codec;

  Leavers(Desk desk, AgentStore agents, Absences absences, Rooms rooms, Codec codec) {
    this.desk = desk;
    this.agents = agents;
    this.absences = absences;
    this.rooms = rooms;
    this.codec = codec;
  }

  /**
   * The data of the timer.
   *
   * @param over when no call of the agent's is under way any more
   */
  record Gone(String site, String person, Instant over) {}

  void dismiss(Tx tx, String site, String person) {
    letGo(tx, new Gone(site, person, tx.now().plus(CALLS_END)));
  }

  /**
   * In small steps, and once more a little later: a call that was let in before may make them an
   * agent or a member again.
   */
  void letGo(Tx tx, Gone gone) {
    agents.find(tx, gone.site, gone.person).ifPresent(agent -> remove(tx, gone.site, agent));
    boolean moreToDo = desk.takeUndone(tx, gone.site, gone.person);
    boolean moreRooms = rooms.leaveSome(tx, gone.site, gone.person);
    if (moreToDo || moreRooms) {
      again(tx, gone, tx.now());
    } else if (tx.now().isBefore(gone.over)) {
      again(tx, gone, gone.over);
    }
  }

  private void remove(Tx tx, String site, Agent agent) {
    desk.lapse(tx, site, agent);
    agents.remove(tx, site, agent.person().id());
    absences.forget(tx, site, agent.person().id());
  }

  private void again(Tx tx, Gone gone, Instant due) {
    tx.set(new Timer(GONE, gone.site + "/" + gone.person, due, codec.write(gone)));
  }
}
