package io.bellhop.feature.desk;

import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
    if (free.isEmpty()) {
      return matches;
    }
    Instant window = window(tx.now());
    boolean held = false;
    for (Conversation waiting : queues.waiting(tx, site, AT_A_TIME)) {
      List<Agent.Candidate> suiting =
          free.stream()
              .filter(candidate -> candidate.agent().suits(waiting.team(), waiting.skill()))
              .toList();
      Optional<Agent.Candidate> chosen =
          suiting.stream()
              .filter(candidate -> candidate.given(window) < settings.perMinute())
              .min(order(settings));
      held |= chosen.isEmpty() && !suiting.isEmpty();
      if (chosen.isPresent()) {
        matches.add(claim(tx, site, waiting, chosen.get(), free, window));
      }
    }
    if (held || matches.size() == AT_A_TIME) {
      lookAgain(tx, site, held ? window.plus(1, ChronoUnit.MINUTES) : tx.now());
    }
    return matches;
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
