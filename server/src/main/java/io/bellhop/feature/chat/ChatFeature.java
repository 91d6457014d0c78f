package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.EventType;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Live;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Position;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Right;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.sql.SqlLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chat in the open rooms of a site: send, history, live messages, typing; who is here comes from
 * the channel's presence. A message is a row and an event, written together; its offset is both.
 */
public final class ChatFeature implements Feature {
  private static final String NAMESPACE = "chat";
  private static final String ROOM = "[A-Za-z0-9._~@-]+";

  private final Ledger ledger;
  private final Live live;
  private final Codec codec;
  private final ChatStore store;
  private final @Nullable Duration retention;
  private final Map<Channel, Room> rooms;

  /**
   * @param retention how long messages' events are kept for recovery; null for ever
   */
  public ChatFeature(
      SqlLedger ledger,
      Live live,
      Codec codec,
      Collection<Room> rooms,
      @Nullable Duration retention) {
    this.ledger = ledger;
    this.live = live;
    this.codec = codec;
    this.store = new ChatStore(ledger);
    this.retention = retention;
    this.rooms =
        rooms.stream().collect(Collectors.toMap(r -> channel(r.site(), r.id()), room -> room));
  }

  record Send(
      @Text(max = 96, pattern = ROOM) String room,
      @Text(max = 4_000) String text,
      @Nullable @Text(max = 64) String clientId) {}

  record Sent(long offset, Instant at) {}

  record HistoryParams(
      @Text(max = 96, pattern = ROOM) String room,
      @Nullable @Range(min = 1) Long before,
      @Nullable @Range(min = 1, max = 200) Integer limit) {}

  record Where(String channel, String epoch, long offset) {}

  record HistoryPage(List<Message> messages, boolean more, Where position) {}

  record Typing(@Text(max = 96, pattern = ROOM) String room, boolean typing) {}

  record RoomName(String room, String name) {}

  record Rooms(List<RoomName> rooms) {}

  /** The data of the signal {@code typing}. */
  public record SomebodyTypes(Sender from, boolean typing) {}

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("chat.rooms", None.class, Rooms.class)
            .summary("Lists the rooms that the caller may enter.")
            .does((call, none) -> rooms(call)),
        Method.named("chat.send", Send.class, Sent.class)
            .summary("Writes a message to a room; answers after it is committed.")
            .by(Role.PEOPLE)
            .changes()
            .limit(20, 10)
            .does(this::send),
        Method.named("chat.history", HistoryParams.class, HistoryPage.class)
            .summary("Reads a page of messages, oldest first, and the position it is true for.")
            .does(this::history),
        Method.named("chat.typing", Typing.class, None.class)
            .summary("Tells the others in the room that the caller types, or has stopped.")
            .by(Role.PEOPLE)
            .limit(10, 2)
            .does(this::typing));
  }

  @Override
  public List<Namespace> namespaces() {
    return List.of(
        new Namespace(
            NAMESPACE,
            new Namespace.History.Durable(retention),
            Role.KNOWN,
            Set.of(),
            Namespace.PresenceShown.MEMBERS,
            this::allows));
  }

  @Override
  public List<EventType> events() {
    return List.of(
        EventType.event(NAMESPACE, "message", MessageSent.class, "Somebody wrote a message."),
        EventType.signal(NAMESPACE, "typing", SomebodyTypes.class, "Somebody types, or stopped."));
  }

  private Rooms rooms(Call call) {
    return new Rooms(
        rooms.values().stream()
            .filter(room -> room.site().equals(call.site()))
            .filter(room -> room.roles().contains(call.principal().role()))
            .map(room -> new RoomName(room.id(), room.name()))
            .sorted(Comparator.comparing(RoomName::room))
            .toList());
  }

  private Sent send(Call call, Send params) {
    Channel channel = enter(call, params.room());
    Sender from = Sender.of(call.principal());
    MessageSent message = new MessageSent(params.text(), from, params.clientId());
    return ledger.write(
        call.once(Sent.class),
        tx -> {
          Event event = tx.append(channel, "message", message, from.id());
          store.insert(tx, event, message);
          return new Sent(event.offset(), event.at());
        });
  }

  private HistoryPage history(Call call, HistoryParams params) {
    Channel channel = enter(call, params.room());
    // The position first: what is written meanwhile is then shown twice at worst, and told apart
    // by its offset; never missed.
    Position head = ledger.head(channel);
    int limit = params.limit() == null ? 50 : params.limit();
    long before = params.before() == null ? head.offset() + 1 : params.before();
    List<Message> page = store.before(channel.site(), channel.id(), before, limit).reversed();
    boolean more = !page.isEmpty() && page.getFirst().offset() > 1;
    return new HistoryPage(page, more, new Where(channel.name(), head.epoch(), head.offset()));
  }

  private None typing(Call call, Typing params) {
    Channel channel = enter(call, params.room());
    SomebodyTypes data = new SomebodyTypes(Sender.of(call.principal()), params.typing());
    live.signal(
        Event.signal(channel, "typing", codec.write(data), call.now(), call.principal().id()));
    return None.NONE;
  }

  /** The room's channel; a room that is not there and one that is not for the caller look alike. */
  private Channel enter(Call call, String room) {
    Channel channel = channel(call.site(), room);
    if (!allows(call.principal(), Right.SUBSCRIBE, channel)) {
      throw new BellhopException(ErrorCode.NOT_FOUND, "no such room");
    }
    return channel;
  }

  private boolean allows(Principal principal, Right right, Channel channel) {
    Room room = rooms.get(channel);
    return room != null && room.roles().contains(principal.role());
  }

  private static Channel channel(String site, String room) {
    return new Channel(site, NAMESPACE + ":" + room);
  }
}
