package io.bellhop.server;

import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatFeature;
import io.bellhop.feature.chat.Message;
import io.bellhop.feature.chat.MessageKind;
import io.bellhop.feature.chat.RoomKind;
import io.bellhop.feature.chat.Sender;
import io.bellhop.feature.desk.Person;
import io.bellhop.feature.desk.Rooms;
import io.bellhop.feature.seal.SealFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The chat's rooms and their keys, as the desk needs them. */
final class DeskRooms implements Rooms {
  private static final int PAGE = 1_000;
  private static final int MOST_LINES = 5_000;

  private final Supplier<ChatFeature> chat;
  private final Supplier<SealFeature> seal;

  DeskRooms(Supplier<ChatFeature> chat, Supplier<SealFeature> seal) {
    this.chat = chat;
    this.seal = seal;
  }

  @Override
  public void open(
      Tx tx, String site, String room, String name, Person customer, boolean encrypted) {
    rooms().create(tx, site, room, RoomKind.CONVERSATION, name, encrypted);
    rooms().join(tx, site, room, sender(customer));
  }

  @Override
  public long say(
      Tx tx, String site, String room, Person from, String text, @Nullable String clientId) {
    return rooms().send(tx, site, room, sender(from), text, clientId, null).offset();
  }

  @Override
  public void note(Tx tx, String site, String room, Person from, String text) {
    String notes = io.bellhop.feature.chat.Rooms.notesOf(room);
    rooms().send(tx, site, notes, sender(from), text, null, null);
  }

  @Override
  public void notice(
      Tx tx, String site, String room, Person actor, String word, @Nullable Person about) {
    rooms().notice(tx, site, room, sender(actor), word, about == null ? null : sender(about));
  }

  @Override
  public List<Line> transcript(String site, String room) {
    List<Line> lines = new ArrayList<>();
    List<Message> page = rooms().transcript(site, room, 0, PAGE);
    while (!page.isEmpty() && lines.size() < MOST_LINES) {
      page.stream()
          .filter(message -> message.kind() == MessageKind.MESSAGE)
          .map(message -> new Line(message.from().name(), text(message), message.at()))
          .forEach(lines::add);
      page = rooms().transcript(site, room, page.getLast().offset(), PAGE);
    }
    return lines;
  }

  @Override
  public boolean remove(Tx tx, String site, String room) {
    boolean done = rooms().remove(tx, site, room, "bellhop");
    if (done) {
      seal.get().forget(tx, site, room);
    }
    return done;
  }

  @Override
  public boolean leaveSome(Tx tx, String site, String person) {
    return rooms().leaveSome(tx, site, person);
  }

  private static String text(Message message) {
    return Stream.concat(
            Stream.of(message.text()),
            message.files().stream().map(file -> "[" + file.name() + "]"))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private io.bellhop.feature.chat.Rooms rooms() {
    return chat.get().rooms();
  }

  private static Sender sender(Person person) {
    return new Sender(person.id(), person.role(), person.name());
  }
}
