package io.bellhop.feature.desk;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a conversation. Each step changes its row, keeps the agents' loads in step,
 * tells the room what the customer should know, and the staff's inbox everything; all in the
 * transaction that it is given.
 */
final class Desk {
  /** The channel with every change of every conversation of a site, for its staff. */
  static final String INBOX = "desk:inbox";

  /** The timer that ends a snooze. */
  static final String WAKE = "desk.wake";

  private static final Person BELLHOP = new Person("bellhop", "backend", "");

  private static final int MOST_HANDED = 10_000;
  private static final int SOME = 50;

  private final Function<String, DeskSettings> settings;
  private final ConversationStore conversations;
  private final AgentStore agents;
  private final Assigner assigner;
  private final Rooms rooms;
  private final Codec codec;

  /**
   * @param settings of a site
   */
  Desk(
      Function<String, DeskSettings> settings,
      ConversationStore conversations,
      QueueStore queues,
      AgentStore agents,
      Rooms rooms,
      Codec codec) {
    this.settings = settings;
    this.conversations = conversations;
    this.agents = agents;
    this.assigner = new Assigner(agents, conversations, queues, codec);
    this.rooms = rooms;
    this.codec = codec;
  }

  /** The data of the timer that ends a snooze. */
  record Wake(String site, String room) {}

  DeskSettings settings(String site) {
    return settings.apply(site);
  }

  void open(Tx tx, String site, Conversation made) {
    conversations.insert(tx, site, made);
    rooms.open(tx, site, made.room(), made.customer().name(), made.customer(), made.encrypted());
    tell(tx, site, made.room());
  }

  /** Somebody wrote in the room of a conversation. */
  void onMessage(Tx tx, String site, String room, Person from, String text) {
    Optional<Conversation> found = conversations.find(tx, site, room);
    if (found.isEmpty()) {
      return;
    }
    Conversation before = found.get();
    Conversation.Last last = new Conversation.Last(from.id(), text);
    if (from.id().equals(before.customer().id())) {
      conversations.customerWrote(tx, site, room, last);
      if (before.isOpen()) {
        tell(tx, site, room);
      } else {
        reopen(tx, site, before, from);
      }
    } else {
      conversations.staffWrote(tx, site, room, last);
      takeByReplying(tx, site, before, from);
      tell(tx, site, room);
    }
  }

  /** The newest message says something else, or nothing. */
  void onNewestChanged(Tx tx, String site, String room, Conversation.Last last) {
    conversations.saysNow(tx, site, room, last);
    tell(tx, site, room);
  }

  /** Leaves nothing of the customer, who cannot answer any more, but whose it is. */
  void blank(Tx tx, String site, String room) {
    conversations.blank(tx, site, room);
    conversations.find(tx, site, room).ifPresent(blank -> resolve(tx, site, blank, BELLHOP));
  }

  /** Removes some of a conversation that is done and old; whether there is more. */
  boolean removeSome(Tx tx, String site, String room, Instant before) {
    if (!conversations.holdResolved(tx, site, room, before)) {
      return false;
    }
    boolean done = rooms.remove(tx, site, room);
    if (done) {
      conversations.remove(tx, site, room);
    }
    return !done;
  }

  /** Gives all that one person began to another. */
  void hand(Tx tx, String site, String from, Person to) {
    List<Conversation> theirs = conversations.ofCustomer(tx, site, from, MOST_HANDED);
    conversations.hand(tx, site, from, to);
    theirs.forEach(conversation -> tell(tx, site, conversation.room()));
  }

  /** Takes some of an agent's conversations away; whether there may be more. */
  boolean takeSome(Tx tx, String site, String agent) {
    return take(tx, site, conversations.assignedTo(tx, site, agent, SOME));
  }

  /** As {@link #takeSome}, of those that are not resolved. */
  boolean takeUndone(Tx tx, String site, String agent) {
    return take(tx, site, conversations.undoneOf(tx, site, agent, SOME));
  }

  private boolean take(Tx tx, String site, List<Conversation> theirs) {
    for (Conversation conversation : theirs) {
      if (conversation.isOpen()) {
        release(tx, site, conversation, null);
      } else {
        conversations.assign(tx, site, conversation.room(), null);
        if (conversation.status() == Status.SNOOZED) {
          tell(tx, site, conversation.room());
        }
      }
    }
    return theirs.size() == SOME;
  }

  /** Who answers first looks after it, as long as they have room. */
  private void takeByReplying(Tx tx, String site, Conversation before, Person from) {
    if (before.isOpen() && before.assignee() == null && from.isStaff()) {
      agents.lock(tx, site);
      Optional.of(enlisted(tx, site, from))
          .filter(Agent::hasRoom)
          .ifPresent(agent -> give(tx, site, before.room(), agent.person(), from));
    }
  }

  /** Somebody of the staff as an agent, if they were none before one who is not available. */
  Agent enlisted(Tx tx, String site, Person person) {
    return agents
        .find(tx, site, person.id())
        .orElseGet(() -> {
          Agent fresh = fresh(site, person);
          agents.insert(tx, site, fresh);
          return fresh;
        });
  }

  /** An agent as everybody begins. */
  Agent fresh(String site, Person person) {
    int capacity = settings(site).capacity();
    return new Agent(person, false, capacity, 0, List.of(), List.of());
  }

  /** Gives a conversation to an agent, instead of whoever had it. */
  void assign(Tx tx, String site, Conversation conversation, String to, boolean over, Person by) {
    requireOpen(conversation);
    if (conversation.isAssignedTo(to)) {
      return;
    }
    agents.lock(tx, site);
    Agent agent =
        agents
            .find(tx, site, to)
            .orElseThrow(() -> BellhopException.invalid("to", "there is no such agent"));
    if (!over && !agent.hasRoom()) {
      throw new BellhopException(
          ErrorCode.LIMIT_REACHED,
          agent.person().name() + " has " + agent.load() + " open conversations already");
    }
    takeFrom(tx, site, conversation);
    give(tx, site, conversation.room(), agent.person(), by);
    tell(tx, site, conversation.room());
    assignWaiting(tx, site);
  }

  /** Puts a conversation back into the queue, of a team if one is given. */
  void release(Tx tx, String site, Conversation conversation, @Nullable String team) {
    requireOpen(conversation);
    takeFrom(tx, site, conversation);
    conversations.assign(tx, site, conversation.room(), null);
    if (team != null) {
      conversations.giveToTeam(tx, site, conversation.room(), team);
    }
    tell(tx, site, conversation.room());
    assignWaiting(tx, site);
  }

  void resolve(Tx tx, String site, Conversation conversation, Person by) {
    if (conversation.status() == Status.RESOLVED) {
      return;
    }
    tx.cancel(WAKE, key(site, conversation.room()));
    close(tx, site, conversation, Status.RESOLVED, null);
    rooms.notice(tx, site, conversation.room(), by, "resolved", null);
    tell(tx, site, conversation.room());
    assignWaiting(tx, site);
  }

  void snooze(Tx tx, String site, Conversation conversation, Instant until) {
    requireOpen(conversation);
    String room = conversation.room();
    close(tx, site, conversation, Status.SNOOZED, until);
    tx.set(new Timer(WAKE, key(site, room), until, codec.write(new Wake(site, room))));
    tell(tx, site, room);
    assignWaiting(tx, site);
  }

  void reopen(Tx tx, String site, Conversation conversation, Person by) {
    if (conversation.isOpen()) {
      return;
    }
    String room = conversation.room();
    tx.cancel(WAKE, key(site, room));
    conversations.become(tx, site, room, Status.OPEN, null);
    if (conversation.status() == Status.RESOLVED) {
      rooms.notice(tx, site, room, by, "reopened", null);
    }
    keepOrFree(tx, site, conversation);
    tell(tx, site, room);
    assignWaiting(tx, site);
  }

  /** A snooze is over. */
  void wake(Tx tx, Wake wake) {
    conversations
        .find(tx, wake.site, wake.room)
        .filter(conversation -> conversation.status() == Status.SNOOZED)
        .ifPresent(conversation -> reopen(tx, wake.site, conversation, BELLHOP));
  }

  void rate(Tx tx, String site, Conversation conversation, int stars, @Nullable String remark) {
    conversations.rate(tx, site, conversation.room(), stars, remark);
    rooms.notice(tx, site, conversation.room(), conversation.customer(), "rated", null);
    tell(tx, site, conversation.room());
  }

  /** Gives what waits to those who can take it. */
  void assignWaiting(Tx tx, String site) {
    for (Assigner.Match match : assigner.match(tx, site, settings(site))) {
      String room = match.conversation().room();
      rooms.notice(tx, site, room, BELLHOP, "assigned", match.agent());
      tell(tx, site, room);
    }
  }

  /** Who had it keeps it if they are there and have room; an absent agent would let it lie. */
  private void keepOrFree(Tx tx, String site, Conversation conversation) {
    Person before = conversation.assignee();
    if (before == null) {
      return;
    }
    agents.lock(tx, site);
    boolean keeps =
        agents
            .find(tx, site, before.id())
            .filter(agent -> agent.available() && agent.hasRoom())
            .isPresent();
    if (keeps) {
      agents.give(tx, site, before.id(), Assigner.window(tx.now()));
    } else {
      conversations.assign(tx, site, conversation.room(), null);
    }
  }

  private void give(Tx tx, String site, String room, Person to, Person by) {
    agents.give(tx, site, to.id(), Assigner.window(tx.now()));
    conversations.assign(tx, site, room, to);
    rooms.notice(tx, site, room, by, "assigned", to);
  }

  private void close(
      Tx tx, String site, Conversation conversation, Status status, @Nullable Instant until) {
    if (conversation.isOpen()) {
      takeFrom(tx, site, conversation);
    }
    conversations.become(tx, site, conversation.room(), status, until);
  }

  private void takeFrom(Tx tx, String site, Conversation conversation) {
    Person assignee = conversation.assignee();
    if (assignee != null) {
      agents.take(tx, site, assignee.id());
    }
  }

  private void tell(Tx tx, String site, String room) {
    conversations
        .find(tx, site, room)
        .ifPresent(conversation ->
            tx.append(new Channel(site, INBOX), "conversation", conversation, null));
  }

  /** Gives nothing more to an agent who is gone; what they have stays theirs. */
  void lapse(Tx tx, String site, Agent agent) {
    agents.lock(tx, site);
    agents.setAvailable(tx, site, agent.person(), false);
    agents.find(tx, site, agent.person().id()).ifPresent(now -> tell(tx, site, now));
  }

  /** Tells the staff that an agent came, went or changed. */
  void tell(Tx tx, String site, Agent agent) {
    tx.append(new Channel(site, INBOX), "agent", agent, null);
  }

  private static void requireOpen(Conversation conversation) {
    if (!conversation.isOpen()) {
      throw new BellhopException(
          ErrorCode.CONFLICT, "the conversation is " + conversation.status().word());
    }
  }

  private static String key(String site, String room) {
    return site + "/" + room;
  }
}
