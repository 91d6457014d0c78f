package io.bellhop.feature.desk;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the desk keeps about customers and agents. */
final class DeskData implements PersonalData {
  private static final int MOST = 10_000;
  private static final int PAGE = 50;
  private static final int EVENTS = 200;

  private final SqlLedger ledger;
  private final Desk desk;
  private final ConversationStore store;
  private final QueueStore queues;
  private final AgentStore agents;
  private final Codec codec;

  DeskData(
      SqlLedger ledger,
      Desk desk,
      ConversationStore store,
      QueueStore queues,
      AgentStore agents,
      Codec codec) {
    this.ledger = ledger;
    this.desk = desk;
    this.store = store;
    this.queues = queues;
    this.agents = agents;
    this.codec = codec;
  }

  /**
   * @param agent how the desk assigns work to them, if they are of the staff
   */
  record Exported(List<Conversation> conversations, @Nullable Agent agent) {}

  /** Pieces of the JSON of events. */
  private record InRoom(String room) {}

  private record OfPerson(String id) {}

  private record From(String from) {}

  @Override
  public String name() {
    return "conversations";
  }

  @Override
  public Json export(String site, String person) {
    return codec.write(
        new Exported(
            queues.ofCustomer(site, person, MOST), agents.find(site, person).orElse(null)));
  }

  @Override
  public void erase(String site, String person, String by) {
    List<Conversation> page = queues.ofCustomer(site, person, PAGE);
    while (!page.isEmpty()) {
      page.forEach(conversation -> erase(site, conversation.room()));
      page = queues.ofCustomer(site, person, PAGE);
    }
    eraseAgent(site, person);
  }

  /** It is the customer's until the last step, so that one that broke off is found again. */
  private void erase(String site, String room) {
    var _ =
        ledger.write(tx -> {
          desk.blank(tx, site, room);
          return true;
        });
    redact(site, new InRoom(room), this::ofNobody);
    var _ = ledger.write(tx -> store.disown(tx, site, room));
  }

  private void eraseAgent(String site, String person) {
    var _ = ledger.write(tx -> agents.remove(tx, site, person));
    boolean more = true;
    while (more) {
      more = ledger.write(tx -> desk.takeSome(tx, site, person));
    }
    redact(site, new OfPerson(person), event -> without(event, person));
    redact(site, new From(person), event -> without(event, person));
  }

  /** Redacts what is left of the inbox's events that have a piece of JSON in them. */
  private void redact(String site, Record piece, UnaryOperator<Event> change) {
    Channel inbox = new Channel(site, Desk.INBOX);
    String json = codec.write(piece).text();
    String needle = json.substring(1, json.length() - 1);
    List<Event> page = ledger.containing(inbox, needle, 0, EVENTS);
    while (!page.isEmpty()) {
      redact(page.stream().map(change).toList());
      page = ledger.containing(inbox, needle, page.getLast().offset(), EVENTS);
    }
  }

  private void redact(List<Event> changed) {
    var _ =
        ledger.write(tx -> {
          SqlTx sql = SqlTx.of(tx);
          changed.forEach(event -> sql.redact(event.channel(), event.offset(), event.data()));
          return changed.size();
        });
  }

  private Event ofNobody(Event event) {
    return event.type().equals("conversation")
        ? with(event, codec.read(event.data(), Conversation.class).ofNobody())
        : event;
  }

  private Event without(Event event, String person) {
    return switch (event.type()) {
      case "conversation" ->
          with(event, codec.read(event.data(), Conversation.class).without(person));
      case "agent" -> with(event, codec.read(event.data(), Agent.class).without(person));
      default -> event;
    };
  }

  private Event with(Event event, Record data) {
    return new Event(
        event.channel(),
        event.offset(),
        event.type(),
        codec.write(data),
        event.at(),
        event.actor());
  }

  @Override
  public void hand(Tx tx, String site, String from, Principal to) {
    desk.hand(tx, site, from, Person.of(to));
  }
}
