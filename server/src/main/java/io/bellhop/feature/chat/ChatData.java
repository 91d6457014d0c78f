package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.PersonalData;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.PersonStore.Visited;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the chat keeps about people. Of a conversation everything is its customer's, also what the
 * staff wrote and noted.
 */
final class ChatData implements PersonalData {
  private static final int ROOMS = 500;
  private static final int MOST_MESSAGES = 50_000;
  private static final int EVENTS = 1_000;

  private final SqlLedger ledger;
  private final Codec codec;
  private final PersonStore people;
  private final MemberStore members;
  private final MessageStore messages;
  private final RoomEraser roomEraser;
  private final PersonEraser personEraser;
  private final Handover handover;

  ChatData(
      SqlLedger ledger,
      Codec codec,
      PersonStore people,
      MemberStore members,
      MessageStore messages,
      RoomEraser roomEraser,
      PersonEraser personEraser,
      Handover handover) {
    this.ledger = ledger;
    this.codec = codec;
    this.people = people;
    this.members = members;
    this.messages = messages;
    this.roomEraser = roomEraser;
    this.personEraser = personEraser;
    this.handover = handover;
  }

  /**
   * @param complete false if there are more than 50,000 messages; then the first of them are here
   */
  record Exported(List<InRoom> rooms, boolean complete) {}

  /** What somebody did in a room. */
  record InRoom(
      String room,
      RoomKind kind,
      String name,
      boolean member,
      @Nullable RoomMember cursors,
      List<Said> messages) {}

  record Said(
      long offset,
      Instant at,
      String text,
      @Nullable Instant editedAt,
      List<Attachment> files,
      @Nullable Sealed sealed) {
    static Said of(Message message) {
      return new Said(
          message.offset(),
          message.at(),
          message.text(),
          message.editedAt(),
          message.files(),
          message.sealed());
    }
  }

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public Json export(String site, String person) {
    List<InRoom> rooms = new ArrayList<>();
    int[] left = {MOST_MESSAGES};
    eachRoom(
        site,
        person,
        room -> {
          List<Said> said = said(room.channel(), person, left[0]);
          left[0] -= said.size();
          rooms.add(
              new InRoom(
                  room.channel().id(),
                  room.kind(),
                  room.name(),
                  room.granted(),
                  members.find(room.channel(), person).orElse(null),
                  said));
        });
    return codec.write(new Exported(rooms, left[0] > 0));
  }

  private List<Said> said(Channel room, String person, int limit) {
    return limit == 0
        ? List.of()
        : messages.by(room, person, limit).stream().map(Said::of).toList();
  }

  @Override
  public void erase(String site, String person, String by) {
    eachRoom(
        site,
        person,
        room -> {
          if (room.isOwn()) {
            String notes = Rooms.notesOf(room.channel().id());
            roomEraser.empty(Room.channel(site, notes), by);
            roomEraser.empty(room.channel(), by);
          } else {
            personEraser.erase(room, person, by);
          }
        });
    forget(new Channel(site, ChatEvents.USER + ":" + person));
  }

  private void forget(Channel user) {
    boolean more = true;
    while (more) {
      more = ledger.write(tx -> SqlTx.of(tx).forget(user, EVENTS) == EVENTS);
    }
  }

  private void eachRoom(String site, String person, Consumer<Visited> visitor) {
    String after = "";
    List<Visited> page = people.rooms(site, person, after, ROOMS);
    while (!page.isEmpty()) {
      page.forEach(visitor);
      after = page.getLast().channel().id();
      page = people.rooms(site, person, after, ROOMS);
    }
  }

  @Override
  public void hand(Tx tx, String site, String from, Principal to) {
    handover.hand(tx, site, from, Sender.of(to));
  }
}
