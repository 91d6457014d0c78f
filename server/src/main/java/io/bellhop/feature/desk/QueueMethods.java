package io.bellhop.feature.desk;

import io.bellhop.engine.Call;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What staff do with conversations. */
final class QueueMethods {
  private static final int PAGE = 50;
  private static final int OTHERS = 20;
  private static final Duration LONGEST_SNOOZE = Duration.ofDays(366);

  private final Ledger ledger;
  private final Desk desk;
  private final ConversationStore store;
  private final QueueStore queues;
  private final Rooms rooms;

  QueueMethods(Ledger ledger, Desk desk, ConversationStore store, QueueStore queues, Rooms rooms) {
    this.ledger = ledger;
    this.desk = desk;
    this.store = store;
    this.queues = queues;
    this.rooms = rooms;
  }

  record Page(
      Queue queue,
      @Nullable @Text(max = 64) String team,
      @Nullable Before before,
      @Nullable @Range(min = 1, max = 200) Integer limit) {}

  /** Where the page before ended: the {@code at} and {@code room} of its last conversation. */
  record Before(Instant at, @Text(max = 64) String room) {}

  record Conversations(List<Conversation> conversations, boolean more) {}

  record Which(@Text(max = 64) String room) {}

  /**
   * @param others the same customer's other conversations, the last changed first
   */
  record Whole(Conversation conversation, List<Conversation> others) {}

  record Counts(long mine, long unassigned, long all, long snoozed, long resolved) {}

  /**
   * To whom a conversation is given.
   *
   * @param to an agent; left out to put it back into the queue
   * @param team whose queue
   * @param note what they should know; for staff only
   * @param over whether also to an agent who has as many as they should
   */
  record Assign(
      @Text(max = 64) String room,
      @Nullable @Text(max = 128) String to,
      @Nullable @Text(max = 64) String team,
      @Nullable @Text(max = 4_000) String note,
      @Nullable Boolean over) {}

  record Snooze(@Text(max = 64) String room, Instant until) {}

  /** A change of a conversation; runs in a transaction. */
  @FunctionalInterface
  private interface Step {
    void take(Tx tx, Conversation conversation);
  }

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("desk.conversations", Page.class, Conversations.class)
            .summary("Lists a queue's conversations, the last changed first.")
            .by(Role.TEAM)
            .does(this::page),
        Method.named("desk.conversation", Which.class, Whole.class)
            .summary("Shows a conversation, and its customer's others.")
            .by(Role.TEAM)
            .does(this::whole),
        Method.named("desk.counts", None.class, Counts.class)
            .summary("Counts the conversations in each queue.")
            .by(Role.TEAM)
            .does(this::counts),
        Method.named("desk.assign", Assign.class, None.class)
            .summary("Gives a conversation to an agent or a team, with a note for them.")
            .by(Role.TEAM)
            .changes()
            .does(this::assign),
        Method.named("desk.take", Which.class, None.class)
            .summary("Gives a conversation to the caller.")
            .by(Role.COLLEAGUES)
            .changes()
            .does(this::take),
        Method.named("desk.resolve", Which.class, None.class)
            .summary("Closes a conversation as done.")
            .by(Role.TEAM)
            .changes()
            .does((call, which) ->
                change(
                    call,
                    which.room(),
                    (tx, found) -> desk.resolve(tx, call.site(), found, caller(call)))),
        Method.named("desk.reopen", Which.class, None.class)
            .summary("Opens a conversation again that was resolved or snoozed.")
            .by(Role.TEAM)
            .changes()
            .does((call, which) ->
                change(
                    call,
                    which.room(),
                    (tx, found) -> desk.reopen(tx, call.site(), found, caller(call)))),
        Method.named("desk.snooze", Snooze.class, None.class)
            .summary("Puts a conversation off until a time, or until the customer writes.")
            .by(Role.TEAM)
            .changes()
            .does(this::snooze));
  }

  private Conversations page(Call call, Page params) {
    int limit = params.limit() == null ? PAGE : params.limit();
    QueueStore.Before before =
        params.before() == null
            ? new QueueStore.Before(Instant.ofEpochMilli(Long.MAX_VALUE), "")
            : new QueueStore.Before(params.before().at(), params.before().room());
    List<Conversation> found =
        queues.page(
            call.site(), params.queue(), call.principal().id(), params.team(), before, limit + 1);
    boolean more = found.size() > limit;
    return new Conversations(more ? found.subList(0, limit) : found, more);
  }

  private Whole whole(Call call, Which params) {
    Conversation conversation =
        store.find(call.site(), params.room()).orElseThrow(Refused::noSuchConversation);
    List<Conversation> others =
        queues.ofCustomer(call.site(), conversation.customer().id(), OTHERS + 1).stream()
            .filter(other -> !other.room().equals(conversation.room()))
            .limit(OTHERS)
            .toList();
    return new Whole(conversation, others);
  }

  private Counts counts(Call call, None none) {
    String site = call.site();
    String caller = call.principal().id();
    return new Counts(
        queues.count(site, Queue.MINE, caller),
        queues.count(site, Queue.UNASSIGNED, caller),
        queues.count(site, Queue.ALL, caller),
        queues.count(site, Queue.SNOOZED, caller),
        queues.count(site, Queue.RESOLVED, caller));
  }

  private None assign(Call call, Assign params) {
    if (params.team() != null && !desk.settings(call.site()).hasTeam(params.team())) {
      throw BellhopException.invalid("team", "the site has no such team");
    }
    if (params.to() != null && params.team() != null) {
      throw BellhopException.invalid("team", "either an agent or a team");
    }
    return change(call, params.room(), (tx, found) -> assign(tx, call, found, params));
  }

  private void assign(Tx tx, Call call, Conversation found, Assign params) {
    if (params.note() != null) {
      rooms.note(tx, call.site(), found.room(), caller(call), params.note());
    }
    if (params.to() == null) {
      desk.release(tx, call.site(), found, params.team());
    } else {
      boolean over = Boolean.TRUE.equals(params.over());
      desk.assign(tx, call.site(), found, params.to(), over, caller(call));
    }
  }

  private None take(Call call, Which params) {
    return change(
        call,
        params.room(),
        (tx, found) -> {
          desk.enlisted(tx, call.site(), caller(call));
          desk.assign(tx, call.site(), found, call.principal().id(), false, caller(call));
        });
  }

  private None snooze(Call call, Snooze params) {
    if (!params.until().isAfter(call.now())
        || params.until().isAfter(call.now().plus(LONGEST_SNOOZE))) {
      throw BellhopException.invalid("until", "must be within a year from now");
    }
    return change(
        call, params.room(), (tx, found) -> desk.snooze(tx, call.site(), found, params.until()));
  }

  private None change(Call call, String room, Step step) {
    return ledger.write(
        call.once(None.class),
        tx -> {
          Conversation found =
              store.find(tx, call.site(), room).orElseThrow(Refused::noSuchConversation);
          step.take(tx, found);
          return None.NONE;
        });
  }

  private static Person caller(Call call) {
    return Person.of(call.principal());
  }
}
