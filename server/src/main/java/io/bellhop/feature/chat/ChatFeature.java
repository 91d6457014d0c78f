package io.bellhop.feature.chat;

import io.bellhop.engine.Event;
import io.bellhop.engine.EventType;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Live;
import io.bellhop.engine.Method;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Projector;
import io.bellhop.engine.Role;
import io.bellhop.protocol.Codec;
import io.bellhop.sql.SqlLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chat: rooms and who is in them, messages with all that belongs to them, what was read, search;
 * who is here comes from the channel's presence. A message is a row and an event, written together;
 * its offset is both.
 */
public final class ChatFeature implements Feature {
  private final @Nullable Duration retention;
  private final Live live;
  private final Access access;
  private final Typists typists;
  private final Rooms rooms;
  private final List<Method<?, ?>> methods;
  private final SearchProjector projector;
  private final PersonalData personalData;
  private final Retention oldMessages;

  /**
   * @param declared the open rooms of all sites; they are stored
   * @param retention how long messages' events are kept for recovery; null for ever
   */
  public ChatFeature(
      SqlLedger ledger,
      Live live,
      Codec codec,
      Collection<OpenRoom> declared,
      Attachments attachments,
      RoomWatcher watcher,
      Colleagues colleagues,
      @Nullable Duration retention) {
    this.retention = retention;
    this.live = live;
    var details = new Details.Form(codec);
    var roomStore = new RoomStore(ledger);
    var members = new MemberStore(ledger);
    var messages = new MessageStore(ledger, details, new Reactions.Form(codec));
    var reactions = new ReactionStore(ledger);
    var revisions = new RevisionStore(ledger);
    var summaries = new SummaryStore(ledger, details);
    SearchStore search =
        ledger.choose(
            new SqliteSearchStore(ledger, messages), new PostgresqlSearchStore(ledger, messages));

    var open = new OpenRooms(declared);
    var mentions = new Mentions(members, colleagues);
    var poster = new Poster(roomStore, members, messages, attachments, watcher);
    var eraser = new Eraser(messages, revisions, reactions, members, attachments, search);
    access = new Access(open, roomStore);
    typists = new Typists(live, codec);
    var roomEraser = new RoomEraser(ledger, roomStore, messages, eraser);
    var people = new PersonStore(ledger);
    rooms = new Rooms(roomStore, members, messages, poster, roomEraser, people);
    projector = new SearchProjector(codec, search);
    oldMessages = new Retention(ledger, new OldMessagesStore(ledger), messages, eraser, poster);
    personalData =
        new ChatData(
            ledger,
            codec,
            people,
            members,
            messages,
            roomEraser,
            new PersonEraser(ledger, codec, roomStore, people, messages, reactions, eraser, poster),
            new Handover(people, members, messages, reactions, eraser, rooms));
    methods =
        Stream.of(
                new RoomMethods(access, summaries, members).methods(),
                new MembershipMethods(ledger, access, members, rooms).methods(),
                new HistoryMethods(
                        ledger, access, summaries, members, new Pages(messages, reactions))
                    .methods(),
                new MessageMethods(ledger, codec, access, messages, mentions, poster).methods(),
                new EditMethods(
                        ledger, access, messages, revisions, members, mentions, poster, eraser)
                    .methods(),
                new ReactionMethods(ledger, access, messages, reactions).methods(),
                new ReceiptMethods(ledger, access, members, messages, typists).methods(),
                new SearchMethods(access, search).methods())
            .<Method<?, ?>>flatMap(List::stream)
            .toList();
    open.store(ledger, roomStore);
    live.listen(Room.NAMESPACE, this::onEvent);
  }

  /** What makes and changes rooms in transactions of others. */
  public Rooms rooms() {
    return rooms;
  }

  /** Forgets who is believed to type no longer; to be called about once a second. */
  public void tick(Instant now) {
    typists.tick(now);
  }

  /** Removes messages of a site that were written before a time. Blocks. */
  public void expire(String site, Instant before) {
    oldMessages.expire(site, before);
  }

  @Override
  public List<Method<?, ?>> methods() {
    return methods;
  }

  @Override
  public List<Namespace> namespaces() {
    return List.of(
        new Namespace(
            Room.NAMESPACE,
            new Namespace.History.Durable(retention),
            Role.KNOWN,
            Set.of(),
            Namespace.PresenceShown.MEMBERS,
            (principal, right, channel) -> access.allows(principal, channel)));
  }

  @Override
  public List<EventType> events() {
    return ChatEvents.all();
  }

  @Override
  public List<Projector> projectors() {
    return List.of(projector);
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(personalData);
  }

  private void onEvent(Event event) {
    String actor = event.actor();
    if (actor == null) {
      return;
    }
    if (event.type().equals("message")) {
      typists.onSent(event.channel(), actor);
    } else if (event.type().equals("left")) {
      String site = event.channel().site();
      live.review(one -> one.site().equals(site) && one.id().equals(actor));
    }
  }
}
