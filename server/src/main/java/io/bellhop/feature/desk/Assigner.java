package io.bellhop.feature.desk;

import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.feature.desk.QueueStore.Kind;
import io.bellhop.protocol.Codec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Chooses who gets the conversations that wait: the longest waiting first, to an agent who is
 * available, suits, has room and was not given too many in this minute. Counting and claiming
 * happen under the site's lock, so nobody is ever given more than they can take, also by several
 * servers at once.
 */
final class Assigner {
  /** The timer that looks again when a minute is over. */
  static final String AGAIN = "desk.assign";

  private static final int AT_A_TIME = 100;

  private final AgentStore agents;
  private final ConversationStore conversations;
  private final QueueStore queues;
  private final Codec codec;

  Assigner(AgentStore agents, ConversationStore conversations, QueueStore queues, Codec codec) {
    this.agents = agents;
    this.conversations = conversations;
    this.queues = queues;
    this.codec = codec;
  }

  /** The data of the timer. */
  record Again(String site) {}

  /** A choice that was made and counted, but not yet told. */
  record Match(Conversation conversation, Person agent) {}

  /** Takes what it can from the backlog; every match is already counted with its agent. */
  List<Match> match(Tx tx, String site, DeskSettings settings) {
    if (settings.assignment() == DeskSettings.Assignment.MANUAL) {
      return List.of();
    }
    agents.lock(tx, site);
    List<Agent.Candidate> free = new ArrayList<>(agents.candidates(tx, site));
    List<Match> matches = new ArrayList<>();
    Instant window = window(tx.now());
    List<Conversation> page;
    do {
      page = takeable(tx, site, free, candidate -> mayTake(candidate, window, settings));
      for (Conversation waiting : page) {
        suiting(free, new Kind(waiting.team(), waiting.skill()))
            .filter(candidate -> mayTake(candidate, window, settings))
            .min(order(settings))
            .ifPresent(chosen -> matches.add(claim(tx, site, waiting, chosen, free, window)));
      }
    } while (page.size() == AT_A_TIME && matches.size() < AT_A_TIME);
    if (matches.size() >= AT_A_TIME) {
      lookAgain(tx, site, tx.now());
    } else if (!takeable(tx, site, free, _ -> true).isEmpty()) {
      lookAgain(tx, site, window.plus(1, ChronoUnit.MINUTES));
    }
    return matches;
  }

  /**
   * What somebody can take, the longest waiting first. What nobody can take is left out, as it may
   * be more than is looked at, and the rest must not wait behind it.
   */
  private List<Conversation> takeable(
      Tx tx, String site, List<Agent.Candidate> free, Predicate<Agent.Candidate> able) {
    if (free.isEmpty()) {
      return List.of();
    }
    List<Kind> kinds =
        queues.kindsWaiting(tx, site).stream()
            .filter(kind -> suiting(free, kind).anyMatch(able))
            .toList();
    return kinds.isEmpty() ? List.of() : queues.waiting(tx, site, kinds, AT_A_TIME);
  }

  private static Stream<Agent.Candidate> suiting(List<Agent.Candidate> free, Kind kind) {
    return free.stream().filter(one -> one.agent().suits(kind.team(), kind.skill()));
  }

  private static boolean mayTake(Agent.Candidate one, Instant window, DeskSettings settings) {
    return one.given(window) < settings.perMinute();
  }

  /** When the minute began in which assignments are counted. */
  static Instant window(Instant now) {
    return now.truncatedTo(ChronoUnit.MINUTES);
  }

  private static Comparator<Agent.Candidate> order(DeskSettings settings) {
    Comparator<Agent.Candidate> turn = Comparator.comparingLong(Agent.Candidate::turn);
    return settings.assignment() == DeskSettings.Assignment.LEAST_BUSY
        ? Comparator.<Agent.Candidate>comparingInt(c -> c.agent().load()).thenComparing(turn)
        : turn;
  }

  private Match claim(
      Tx tx,
      String site,
      Conversation waiting,
      Agent.Candidate chosen,
      List<Agent.Candidate> free,
      Instant window) {
    Person agent = chosen.agent().person();
    agents.give(tx, site, agent.id(), window);
    free.remove(chosen);
    Agent.Candidate busier = chosen.withOneMore(window, lastTurn(free, chosen));
    if (busier.agent().hasRoom()) {
      free.add(busier);
    }
    conversations.assign(tx, site, waiting.room(), agent);
    return new Match(waiting, agent);
  }

  private static long lastTurn(List<Agent.Candidate> others, Agent.Candidate chosen) {
    return others.stream().mapToLong(Agent.Candidate::turn).reduce(chosen.turn(), Math::max);
  }

  private void lookAgain(Tx tx, String site, Instant due) {
    tx.set(new Timer(AGAIN, site, due, codec.write(new Again(site))));
  }
}
