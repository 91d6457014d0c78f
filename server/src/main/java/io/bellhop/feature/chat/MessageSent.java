package io.bellhop.feature.chat;

import io.bellhop.feature.chat.Message.Mention;
import io.bellhop.feature.chat.Message.Quote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of the event {@code message}: a {@link Message} when it is new, without what the event
 * says itself (offset and time).
 *
 * @param deleted true if the message was deleted since; then nothing is left of it
 */
public record MessageSent(
    MessageKind kind,
    Sender from,
    String text,
    @Nullable String clientId,
    @Nullable Quote replyTo,
    List<Mention> mentions,
    List<Attachment> files,
    @Nullable Sealed sealed,
    List<String> links,
    @Nullable Sender about,
    @Nullable Boolean deleted) {

  static MessageSent notice(Sender actor, String word, @Nullable Sender about) {
    return new MessageSent(
        MessageKind.NOTICE,
        actor,
        word,
        null,
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        about,
        null);
  }

  static MessageSent tombstone(Sender from) {
    return new MessageSent(
        MessageKind.MESSAGE,
        from,
        "",
        null,
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        true);
  }

  /** What a message is now, with its quote emptied. */
  static MessageSent withoutQuote(Message message) {
    Quote quote = message.replyTo();
    return of(message, quote == null ? null : new Quote(quote.offset(), quote.from(), ""));
  }

  /** What a message is now. */
  static MessageSent of(Message message) {
    return of(message, message.replyTo());
  }

  private static MessageSent of(Message message, @Nullable Quote quote) {
    return new MessageSent(
        message.kind(),
        message.from(),
        message.text(),
        message.clientId(),
        quote,
        message.mentions(),
        message.files(),
        message.sealed(),
        message.links(),
        message.about(),
        message.deleted());
  }

  Message at(long offset, Instant time) {
    return new Message(
        offset, kind, from, text, time, clientId, replyTo, mentions, files, sealed, links, null,
        null, List.of(), about);
  }
}
