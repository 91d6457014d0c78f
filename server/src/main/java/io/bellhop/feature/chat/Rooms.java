package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatEvents.RoomChanged;
import io.bellhop.feature.chat.ChatEvents.RoomTold;
import io.bellhop.feature.chat.PersonStore.Visited;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes rooms within a transaction of others. It checks no rights: whoever calls it has
 * done so. Thread-safe.
 */
public final class Rooms {
  private static final String NOTES = "~notes";
  private static final int MOST_MEMBERS = 10_000;
  private static final int SOME = 50;

  private final RoomStore rooms;
  private final MemberStore members;
  private final MessageStore messages;
  private final Poster poster;
  private final RoomEraser eraser;
  private final PersonStore people;

  Rooms(
      RoomStore rooms,
      MemberStore members,
      MessageStore messages,
      Poster poster,
      RoomEraser eraser,
      PersonStore people) {
    this.rooms = rooms;
    this.members = members;
    this.messages = messages;
    this.poster = poster;
    this.eraser = eraser;
    this.people = people;
  }

  /** The id of the room where staff take notes on a conversation. */
  public static String notesOf(String conversation) {
    return conversation + NOTES;
  }

  /** The conversation that notes are on. */
  public static String conversationOf(String notes) {
    return notes.substring(0, notes.length() - NOTES.length());
  }

  /**
   * Makes a room; with a conversation, also the room for its notes, which is never encrypted.
   *
   * @param id of {@code [A-Za-z0-9._~@-]}, for a conversation at most 90 characters
   * @throws BellhopException conflict if the id is taken
   */
  public void create(Tx tx, String site, String id, RoomKind kind, String name, boolean encrypted) {
    create(tx, site, id, kind, name, encrypted, Access.roles(kind, false));
    if (kind == RoomKind.CONVERSATION) {
      create(tx, site, notesOf(id), RoomKind.NOTES, name, false);
    }
  }

  /** Makes a staff room or a group that only its members may enter. */
  void createPrivate(Tx tx, String site, String id, RoomKind kind, String name, boolean encrypted) {
    create(tx, site, id, kind, name, encrypted, Access.roles(kind, true));
  }

  private void create(
      Tx tx,
      String site,
      String id,
      RoomKind kind,
      String name,
      boolean encrypted,
      Set<Role> roles) {
    Room room = new Room(Room.channel(site, id), kind, name, encrypted, roles);
    if (!rooms.put(tx, room)) {
      throw new BellhopException(ErrorCode.CONFLICT, "there is such a room");
    }
  }

  /**
   * Makes somebody a member, tells the room and them. Nothing happens if they are one.
   *
   * @throws BellhopException not_found if there is no such room; limit_reached if it is full
   */
  public void join(Tx tx, String site, String id, Sender person) {
    Room room = find(tx, site, id);
    Channel channel = room.channel();
    if (rooms.members(tx, channel) >= MOST_MEMBERS) {
      throw new BellhopException(
          ErrorCode.LIMIT_REACHED, "a room has at most " + MOST_MEMBERS + " members");
    }
    if (rooms.grant(tx, channel, person.id())) {
      members.join(tx, channel, person);
      tx.append(channel, "joined", member(tx, channel, person), person.id());
      tell(tx, room, person.id(), true);
    }
  }

  /**
   * Ends a membership, tells the room and them. False if there is none.
   *
   * @throws BellhopException not_found if there is no such room
   */
  public boolean leave(Tx tx, String site, String id, String person) {
    Room room = find(tx, site, id);
    Channel channel = room.channel();
    if (!rooms.revoke(tx, channel, person)) {
      return false;
    }
    RoomMember left = member(tx, channel, new Sender(person, "", person));
    members.leave(tx, channel, person);
    PersonStore.trace(tx, channel, person);
    tx.append(channel, "left", left, person);
    tell(tx, room, person, false);
    return true;
  }

  /** Ends some of somebody's memberships of staff rooms and groups; whether there may be more. */
  public boolean leaveSome(Tx tx, String site, String person) {
    List<Visited> some =
        people.granted(tx, site, person).stream()
            .filter(room -> room.kind().isPrivate())
            .limit(SOME)
            .toList();
    some.forEach(room -> leave(tx, site, room.channel().id(), person));
    return some.size() == SOME;
  }

  /**
   * Removes a conversation with its events and the notes on it, and tells its customer; at most 200
   * messages at a time.
   *
   * @return false if there is more, for another transaction
   */
  public boolean remove(Tx tx, String site, String id, String by) {
    Channel channel = Room.channel(site, id);
    Room room = rooms.find(tx, channel, "").map(RoomStore.Found::room).orElse(null);
    List<String> people = rooms.granted(tx, channel);
    boolean done =
        eraser.remove(tx, Room.channel(site, notesOf(id)), by) && eraser.remove(tx, channel, by);
    if (done && room != null) {
      people.forEach(person -> tell(tx, room, person, false));
    }
    return done;
  }

  /** Gives a room another name and tells it. */
  public void rename(Tx tx, String site, String id, String name, String actor) {
    Channel channel = find(tx, site, id).channel();
    rooms.rename(tx, channel, name);
    tx.append(channel, "room", new RoomChanged(name), actor);
  }

  /** Writes what happened into a room, as one word. */
  public Message notice(
      Tx tx, String site, String id, Sender actor, String word, @Nullable Sender about) {
    return poster.notice(tx, Room.channel(site, id), actor, word, about);
  }

  /**
   * Writes what somebody did into a room, as one word; they are called what the room calls them.
   */
  public void notice(Tx tx, Principal actor, String id, String word) {
    Room room = find(tx, actor.site(), id);
    poster.notice(tx, room.channel(), room.seen(actor), word, null);
  }

  /**
   * Writes a message. The client id is the caller's to keep unique.
   *
   * @param sealed in place of the text, for an encrypted room
   * @throws BellhopException not_found if there is no such room; conflict if it is encrypted and
   *     the message is not, or the other way round
   */
  public Message send(
      Tx tx,
      String site,
      String id,
      Sender from,
      String text,
      @Nullable String clientId,
      @Nullable Sealed sealed) {
    Room room = find(tx, site, id);
    if (room.encrypted() != (sealed != null)) {
      throw new BellhopException(ErrorCode.CONFLICT, "the room takes another kind of text");
    }
    String hash = clientId == null ? null : Digests.of(text);
    return poster.post(
        tx, room, from, new Poster.Draft(text, clientId, null, List.of(), List.of(), sealed, hash));
  }

  /**
   * Reads what was said, oldest first, notices included.
   *
   * @param after an offset, 0 for the beginning
   * @param limit at most this many, 1 to 1,000
   */
  public List<Message> transcript(String site, String id, long after, int limit) {
    return messages.after(Room.channel(site, id), after, limit).stream()
        .map(MessageStore.Stored::message)
        .toList();
  }

  /** The members of an encrypted room; none of another. At most 200. Blocks. */
  public Set<String> insiders(String site, String id) {
    return rooms.insiders(Room.channel(site, id));
  }

  /** As {@link #insiders(String, String)}, within a transaction. */
  public Set<String> insiders(Tx tx, String site, String id) {
    return rooms.insiders(tx, Room.channel(site, id));
  }

  /** The encrypted rooms that somebody is a member of, those written to last first; at most 100. */
  public List<String> encryptedOf(Tx tx, String site, String person) {
    return rooms.encryptedOf(tx, site, person);
  }

  private Room find(Tx tx, String site, String id) {
    return rooms
        .find(tx, Room.channel(site, id), "")
        .map(RoomStore.Found::room)
        .orElseThrow(Access::noSuchRoom);
  }

  private RoomMember member(Tx tx, Channel room, Sender person) {
    return members
        .find(tx, room, person.id())
        .orElse(new RoomMember(person.id(), person.role(), person.name(), 0, 0));
  }

  private static void tell(Tx tx, Room room, String person, boolean on) {
    tx.append(
        new Channel(room.site(), ChatEvents.USER + ":" + person),
        "room",
        new RoomTold(room.id(), room.kind(), on ? room.name() : "", on),
        person);
  }
}
