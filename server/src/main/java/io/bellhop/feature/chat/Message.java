package io.bellhop.feature.chat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a room, as it is now.
 *
 * @param offset its number in the room, the offset of its event; grows, with gaps
 * @param text empty if it was deleted, is sealed or is only files
 * @param clientId what the sender's program called it, to know it again
 * @param links the http and https addresses in the text
 * @param deleted true, or absent
 * @param about whom a notice is about
 */
public record Message(
    long offset,
    MessageKind kind,
    Sender from,
    String text,
    Instant at,
    @Nullable String clientId,
    @Nullable Quote replyTo,
    List<Mention> mentions,
    List<Attachment> files,
    @Nullable Sealed sealed,
    List<String> links,
    @Nullable Instant editedAt,
    @Nullable Boolean deleted,
    List<Reaction> reactions,
    @Nullable Sender about) {

  Message with(List<Reaction> given) {
    return new Message(
        offset, kind, from, text, at, clientId, replyTo, mentions, files, sealed, links, editedAt,
        deleted, given, about);
  }

  Message saying(String words) {
    return new Message(
        offset, kind, from, words, at, clientId, replyTo, mentions, files, sealed, links, editedAt,
        deleted, reactions, about);
  }

  Message mentioning(List<Mention> others) {
    return new Message(
        offset, kind, from, text, at, clientId, replyTo, others, files, sealed, links, editedAt,
        deleted, reactions, about);
  }

  Message by(Sender writer) {
    return new Message(
        offset, kind, writer, text, at, clientId, replyTo, mentions, files, sealed, links, editedAt,
        deleted, reactions, about);
  }

  /** Who is mentioned. */
  public record Mention(String id, String name) {}

  /**
   * The message that another one answers.
   *
   * @param text its first 140 characters; empty if it was deleted or is sealed
   */
  public record Quote(long offset, Sender from, String text) {
    static final int LENGTH = 140;
  }

  /**
   * How often an emoji was given.
   *
   * @param by ten of those who gave it
   * @param mine whether the reader did
   */
  public record Reaction(String emoji, int count, List<String> by, boolean mine) {}
}
