package io.bellhop.feature.desk;

import io.bellhop.engine.EventType;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Method;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Role;
import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import io.bellhop.sql.SqlLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The desk: customers' conversations as work. Who is given which, what waits, what is done; office
 * hours, canned replies, ratings.
 */
public final class DeskFeature implements Feature {
  private static final String NAMESPACE = "desk";

  /** The rows have it all; events are for those who were away, and name customers. */
  private static final Duration INBOX_KEPT = Duration.ofDays(7);

  private static final int EXPIRED = 100;

  private final SqlLedger ledger;
  private final ConversationStore conversations;
  private final AgentStore agents;
  private final Desk desk;
  private final Absences absences;
  private final Leavers leavers;
  private final Codec codec;
  private final Duration retention;
  private final PersonalData personalData;
  private final List<Method<?, ?>> methods;

  /**
   * @param settings of a site
   * @param retention how long events are kept for recovery, here at most 7 days; null for ever
   */
  public DeskFeature(
      SqlLedger ledger,
      Codec codec,
      Rooms rooms,
      Post post,
      Attendance attendance,
      Function<String, DeskSettings> settings,
      @Nullable Duration retention) {
    this.ledger = ledger;
    this.conversations = new ConversationStore(ledger, codec);
    QueueStore queues = new QueueStore(ledger, conversations);
    this.agents = new AgentStore(ledger, codec);
    this.codec = codec;
    this.retention =
        retention == null || retention.compareTo(INBOX_KEPT) > 0 ? INBOX_KEPT : retention;
    this.desk = new Desk(settings, conversations, queues, agents, rooms, codec);
    this.absences = new Absences(desk, agents, attendance, codec);
    this.leavers = new Leavers(desk, agents, absences, rooms, codec);
    this.personalData = new DeskData(ledger, desk, conversations, queues, agents, codec);
    ReplyTime replyTime = new ReplyTime(queues);
    this.methods =
        Stream.of(
                new CustomerMethods(ledger, desk, conversations, queues, rooms, replyTime)
                    .methods(),
                new QueueMethods(ledger, desk, conversations, queues, rooms).methods(),
                new TranscriptMethods(ledger, desk, conversations, rooms, post).methods(),
                new AgentMethods(ledger, desk, agents, absences).methods(),
                new ReplyMethods(ledger, new ReplyStore(ledger)).methods())
            .flatMap(List::stream)
            .toList();
  }

  /**
   * Takes notice of a message in a conversation's room, in the transaction that writes it.
   *
   * @param text its beginning; empty if nobody but the people in the room can read it
   */
  public void onMessage(Tx tx, String site, String room, Person from, String text) {
    desk.onMessage(tx, site, room, from, text);
  }

  /** Who looks after a conversation. Blocks. */
  public Optional<String> assignee(String site, String room) {
    return conversations.find(site, room).map(Conversation::assignee).map(Person::id);
  }

  /** As {@link #assignee(String, String)}, within a transaction. */
  public Optional<String> assignee(Tx tx, String site, String room) {
    return conversations.find(tx, site, room).map(Conversation::assignee).map(Person::id);
  }

  /** Somebody who has taken up work at the desk, by their id. Blocks. */
  public Optional<Person> agent(String site, String person) {
    return agents.find(site, person).map(Agent::person);
  }

  /**
   * Takes notice that somebody works for the site no longer, in the transaction that says so: they
   * are no agent any more, what they had to do waits for others, and they leave the rooms that they
   * were let into.
   */
  public void removeAgent(Tx tx, String site, String person) {
    leavers.dismiss(tx, site, person);
  }

  /** The encrypted conversations that somebody looks after and that are not done; at most 100. */
  public List<String> encryptedOf(Tx tx, String site, String agent) {
    return conversations.encryptedOf(tx, site, agent);
  }

  /**
   * Takes notice that the newest message of a conversation says something else, in the transaction
   * that changes it.
   *
   * @param text empty if it was deleted
   */
  public void onNewestChanged(Tx tx, String site, String room, Person from, String text) {
    desk.onNewestChanged(tx, site, room, new Conversation.Last(from.id(), text));
  }

  /** Removes a site's conversations that were resolved before a time, in small steps. Blocks. */
  public void expire(String site, Instant before) {
    List<String> rooms = conversations.resolvedBefore(site, before, EXPIRED);
    while (!rooms.isEmpty()) {
      rooms.forEach(room -> expire(site, room, before));
      rooms = conversations.resolvedBefore(site, before, EXPIRED);
    }
  }

  private void expire(String site, String room, Instant before) {
    boolean more = true;
    while (more) {
      more = ledger.write(tx -> desk.removeSome(tx, site, room, before));
    }
  }

  @Override
  public List<Method<?, ?>> methods() {
    return methods;
  }

  @Override
  public List<Namespace> namespaces() {
    return List.of(
        new Namespace(
            NAMESPACE,
            new Namespace.History.Durable(retention),
            Role.TEAM,
            Set.of(),
            Namespace.PresenceShown.MEMBERS,
            Namespace.Access.OPEN));
  }

  @Override
  public List<EventType> events() {
    return List.of(
        EventType.event(
            NAMESPACE, "conversation", Conversation.class, "A conversation began or changed."),
        EventType.event(
            NAMESPACE,
            "agent",
            Agent.class,
            "An agent's availability changed, or what they take."));
  }

  @Override
  public List<Timer.Handler> timers() {
    return List.of(
        handler(Desk.WAKE, (tx, timer) -> desk.wake(tx, codec.read(timer.data(), Desk.Wake.class))),
        handler(
            Absences.LOOK,
            (tx, timer) -> absences.look(tx, codec.read(timer.data(), Absences.Look.class))),
        handler(
            Leavers.GONE,
            (tx, timer) -> leavers.letGo(tx, codec.read(timer.data(), Leavers.Gone.class))),
        handler(
            Assigner.AGAIN,
            (tx, timer) ->
                desk.assignWaiting(tx, codec.read(timer.data(), Assigner.Again.class).site())));
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(personalData);
  }

  private static Timer.Handler handler(String kind, BiConsumer<Tx, Timer> fire) {
    return new Timer.Handler() {
      @Override
      public String kind() {
        return kind;
      }

      @Override
      public void fire(Tx tx, Timer timer) {
        fire.accept(tx, timer);
      }
    };
  }
}
