package io.bellhop.feature.chat;

import io.bellhop.engine.EventType;
import io.bellhop.feature.chat.Message.Mention;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the channels of rooms and people carry, beside {@link MessageSent}. */
public final class ChatEvents {
  static final String USER = "user";

  private ChatEvents() {}

  /**
   * A message says something else now.
   *
   * @param text empty if the message was deleted since
   */
  public record Edited(
      long message,
      String text,
      @Nullable Sealed sealed,
      List<Mention> mentions,
      List<String> links,
      Instant at) {
    Edited emptied() {
      return new Edited(message, "", null, List.of(), List.of(), at);
    }
  }

  /** A message was deleted, with its files and all that it ever said. */
  public record Deleted(long message) {}

  /** Everything that was said until now is gone, with its members. */
  public record Erased() {}

  /** Somebody gave or took back an emoji. */
  public record Reacted(long message, String emoji, String person, boolean on) {
    Reacted by(String other) {
      return new Reacted(message, emoji, other, on);
    }
  }

  /** How far somebody has received and read. */
  public record Receipt(String person, long delivered, long read) {
    Receipt of(String other) {
      return new Receipt(other, delivered, read);
    }
  }

  /** The room has another name. */
  public record RoomChanged(String name) {}

  /** Somebody types, or stopped. */
  public record Typing(Sender from, boolean typing) {}

  /**
   * The reader may enter a room from now on, or no longer.
   *
   * @param name empty if no longer
   */
  public record RoomTold(String room, RoomKind kind, String name, boolean on) {}

  /**
   * The reader is mentioned.
   *
   * @param from nobody if the message was deleted since, or no longer mentions them
   * @param text the message's first 140 characters; then empty
   */
  public record Mentioned(String room, long message, Sender from, String text) {}

  static List<EventType> all() {
    String chat = Room.NAMESPACE;
    return List.of(
        EventType.event(chat, "message", MessageSent.class, "Somebody wrote a message."),
        EventType.event(chat, "edited", Edited.class, "A message says something else now."),
        EventType.event(chat, "deleted", Deleted.class, "A message was deleted."),
        EventType.event(chat, "erased", Erased.class, "All that was said is gone."),
        EventType.event(chat, "reaction", Reacted.class, "Somebody gave or took back an emoji."),
        EventType.event(chat, "receipt", Receipt.class, "Somebody has received or read."),
        EventType.event(chat, "joined", RoomMember.class, "Somebody is a member now."),
        EventType.event(chat, "left", RoomMember.class, "Somebody is no longer a member."),
        EventType.event(chat, "room", RoomChanged.class, "The room has another name."),
        EventType.signal(chat, "typing", Typing.class, "Somebody types, or stopped."),
        EventType.event(USER, "room", RoomTold.class, "A room may be entered now, or no longer."),
        EventType.event(USER, "mention", Mentioned.class, "A message mentions the reader."));
  }
}
