package io.bellhop.feature.desk;

import io.bellhop.engine.Call;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Size;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What customers and guests do with the desk: begin a conversation, see theirs, rate one. */
final class CustomerMethods {
  private static final Set<Role> CUSTOMERS = Set.of(Role.GUEST, Role.CUSTOMER);
  private static final String EMAIL = "[^\\s@]{1,64}@[^\\s@]{1,189}";
  private static final int UNRESOLVED = 5;
  private static final int SHOWN = 100;

  private final Ledger ledger;
  private final Desk desk;
  private final ConversationStore store;
  private final QueueStore queues;
  private final Rooms rooms;
  private final ReplyTime replyTime;
  private final SecureRandom random = new SecureRandom();

  CustomerMethods(
      Ledger ledger,
      Desk desk,
      ConversationStore store,
      QueueStore queues,
      Rooms rooms,
      ReplyTime replyTime) {
    this.ledger = ledger;
    this.desk = desk;
    this.store = store;
    this.queues = queues;
    this.rooms = rooms;
    this.replyTime = replyTime;
  }

  /**
   * How a conversation begins.
   *
   * @param text the first message; left out in an encrypted conversation
   * @param topic one of {@code desk.topics}
   * @param name what the customer wants to be called
   * @param clientId what the customer's program calls the message, to know it again
   */
  record Start(
      @Nullable @Text(max = 4_000) String text,
      @Nullable @Text(max = 64) String topic,
      @Nullable @Text(max = 80, pattern = Text.NAME) String name,
      @Nullable @Text(max = 254, pattern = EMAIL) String email,
      @Nullable @Size(max = 10) List<Answer> answers,
      @Nullable Boolean encrypted,
      @Nullable @Text(max = 64) String clientId) {}

  /**
   * @param offset the first message's number; null if there was none
   */
  record Started(String room, @Nullable Long offset) {}

  record Own(List<Conversation.Own> conversations) {}

  record Rate(
      @Text(max = 64) String room,
      @Range(min = 1, max = 5) int stars,
      @Nullable @Text(max = 1_000) String remark) {}

  /**
   * @param changesAt when it opens or closes; null if never
   * @param zone the site's time zone, an IANA name
   * @param replySeconds how long until a first reply, as a customer should expect
   * @param measured whether that is the site's own experience
   */
  record Hours(
      boolean open,
      @Nullable Instant changesAt,
      String zone,
      long replySeconds,
      boolean measured) {}

  record Topic(String id, String name) {}

  record Topics(List<Topic> topics) {}

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("desk.start", Start.class, Started.class)
            .summary("Begins a conversation with the site's staff.")
            .by(CUSTOMERS)
            .changes()
            .limit(5, 0.1)
            .does(this::start),
        Method.named("desk.mine", None.class, Own.class)
            .summary("Lists the caller's own conversations, the last changed first.")
            .by(CUSTOMERS)
            .does(this::mine),
        Method.named("desk.rate", Rate.class, None.class)
            .summary("Rates a conversation of the caller's that is resolved.")
            .by(CUSTOMERS)
            .changes()
            .limit(10, 1)
            .does(this::rate),
        Method.named("desk.hours", None.class, Hours.class)
            .summary("Tells whether the desk is open, and how soon to expect a reply.")
            .does(this::hours),
        Method.named("desk.topics", None.class, Topics.class)
            .summary("Lists the matters that a customer may choose from.")
            .does(this::topics));
  }

  private Started start(Call call, Start params) {
    boolean encrypted = Boolean.TRUE.equals(params.encrypted());
    if (encrypted && params.text() != null) {
      throw BellhopException.invalid("text", "an encrypted conversation begins without one");
    }
    Conversation made = made(call, params, encrypted);
    return ledger.write(call.once(Started.class), tx -> start(tx, call.site(), made, params));
  }

  private Started start(Tx tx, String site, Conversation made, Start params) {
    if (store.unresolved(tx, site, made.customer().id()) >= UNRESOLVED) {
      throw new BellhopException(
          ErrorCode.LIMIT_REACHED, "at most " + UNRESOLVED + " conversations at a time");
    }
    desk.open(tx, site, made);
    Long offset =
        params.text() == null
            ? null
            : rooms.say(tx, site, made.room(), made.customer(), params.text(), params.clientId());
    // After the customer's own words, which come first.
    desk.assignWaiting(tx, site);
    return new Started(made.room(), offset);
  }

  private Conversation made(Call call, Start params, boolean encrypted) {
    DeskSettings.Topic topic = topic(call.site(), params.topic());
    Person caller = Person.of(call.principal());
    return new Conversation(
        "c-" + new BigInteger(80, random).toString(36),
        Status.OPEN,
        params.name() == null ? caller : new Person(caller.id(), caller.role(), params.name()),
        params.email(),
        topic == null ? null : topic.name(),
        params.answers() == null ? List.of() : params.answers(),
        topic == null ? null : topic.team(),
        topic == null ? null : topic.skill(),
        null,
        call.now(),
        null,
        null,
        null,
        encrypted,
        null,
        0,
        call.now(),
        call.now());
  }

  private DeskSettings.@Nullable Topic topic(String site, @Nullable String id) {
    return id == null
        ? null
        : desk.settings(site)
            .topic(id)
            .orElseThrow(() -> BellhopException.invalid("topic", "the site has no such topic"));
  }

  private Own mine(Call call, None none) {
    return new Own(
        queues.ofCustomer(call.site(), call.principal().id(), SHOWN).stream()
            .map(Conversation::own)
            .toList());
  }

  private None rate(Call call, Rate params) {
    return ledger.write(
        call.once(None.class),
        tx -> {
          Conversation conversation =
              store
                  .find(tx, call.site(), params.room())
                  .filter(found -> found.customer().id().equals(call.principal().id()))
                  .orElseThrow(Refused::noSuchConversation);
          if (conversation.status() != Status.RESOLVED) {
            throw new BellhopException(ErrorCode.CONFLICT, "the conversation is not resolved");
          }
          desk.rate(tx, call.site(), conversation, params.stars(), params.remark());
          return None.NONE;
        });
  }

  private Hours hours(Call call, None none) {
    OfficeHours hours = desk.settings(call.site()).hours();
    ReplyTime.Expected reply = replyTime.of(call.site(), desk.settings(call.site()), call.now());
    return new Hours(
        hours.isOpen(call.now()),
        hours.nextChange(call.now()),
        hours.zone().getId(),
        reply.time().toSeconds(),
        reply.measured());
  }

  private Topics topics(Call call, None none) {
    return new Topics(
        desk.settings(call.site()).topics().stream()
            .map(topic -> new Topic(topic.id(), topic.name()))
            .toList());
  }
}
