package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Size;
import io.bellhop.engine.schema.Text;
import io.bellhop.feature.chat.Message.Quote;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code chat.send}: the checks before a message is written. */
final class MessageMethods {
  static final int LONGEST_TEXT = 4_000;

  /** Either a text, files or both; or, in an encrypted room, what was sealed. */
  record Send(
      @Text(max = 96, pattern = Room.ID) String room,
      @Nullable @Text(max = LONGEST_TEXT) String text,
      @Nullable @Text(max = 64) String clientId,
      @Nullable @Range(min = 1) Long replyTo,
      @Nullable @Size(max = 50) List<@Text(max = 64) String> mentions,
      @Nullable @Size(max = 10) List<@Text(max = 64) String> files,
      @Nullable Sealed sealed) {}

  record Sent(long offset, Instant at) {}

  private final Ledger ledger;
  private final Codec codec;
  private final Access access;
  private final MessageStore messages;
  private final Mentions mentions;
  private final Poster poster;

  MessageMethods(
      Ledger ledger,
      Codec codec,
      Access access,
      MessageStore messages,
      Mentions mentions,
      Poster poster) {
    this.ledger = ledger;
    this.codec = codec;
    this.access = access;
    this.messages = messages;
    this.mentions = mentions;
    this.poster = poster;
  }

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("chat.send", Send.class, Sent.class)
            .summary("Writes a message to a room; answers after it is committed.")
            .by(Role.PEOPLE)
            .changes()
            .limit(20, 10)
            .does(this::send));
  }

  /** The same client id gives the same answer, also long after the idempotency key is forgotten. */
  private Sent send(Call call, Send params) {
    Room room = access.enter(call, params.room());
    demandContent(room, params);
    String clientId = params.clientId();
    if (clientId == null) {
      return write(call, room, params, null);
    }
    String hash = Digests.of(codec.write(params).text());
    Optional<Sent> earlier = earlier(call, room.channel(), clientId, hash);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    try {
      return write(call, room, params, hash);
    } catch (BellhopException e) {
      if (e.code() == ErrorCode.CONFLICT) {
        return earlier(call, room.channel(), clientId, hash).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private Optional<Sent> earlier(Call call, Channel room, String clientId, String hash) {
    return messages
        .sent(room, call.principal().id(), clientId)
        .map(sent -> {
          if (!sent.hash().equals(hash)) {
            throw new BellhopException(
                ErrorCode.IDEMPOTENCY_MISMATCH, "the clientId was used with another message");
          }
          return new Sent(sent.offset(), sent.at());
        });
  }

  private Sent write(Call call, Room room, Send params, @Nullable String hash) {
    Sender from = room.seen(call.principal());
    List<Sender> mentioned = mentions.of(room, from, params.mentions());
    return ledger.write(
        call.once(Sent.class),
        tx -> {
          access.confirm(tx, room, call.principal());
          Poster.Draft draft =
              new Poster.Draft(
                  params.text() == null ? "" : params.text(),
                  params.clientId(),
                  quote(tx, room.channel(), params.replyTo()),
                  mentioned,
                  params.files() == null ? List.of() : params.files(),
                  params.sealed(),
                  hash);
          Message message = poster.post(tx, room, from, draft);
          return new Sent(message.offset(), message.at());
        });
  }

  /** A room is either for plain text or for what is sealed; a mixture would hide what is which. */
  private static void demandContent(Room room, Send params) {
    if (room.encrypted()) {
      if (params.sealed() == null || params.text() != null || params.files() != null) {
        throw BellhopException.invalid("sealed", "this room takes only what is sealed");
      }
    } else if (params.sealed() != null) {
      throw BellhopException.invalid("sealed", "this room takes only plain text");
    } else if (params.text() == null && (params.files() == null || params.files().isEmpty())) {
      throw BellhopException.invalid("text", "text is missing");
    }
  }

  /** Within the transaction: what is deleted meanwhile must not stay in an answer. */
  private @Nullable Quote quote(Tx tx, Channel room, @Nullable Long offset) {
    if (offset == null) {
      return null;
    }
    return messages
        .find(tx, room, offset)
        .map(MessageStore.Stored::message)
        .filter(message -> message.deleted() == null)
        .map(Quotes::of)
        .orElseThrow(() -> BellhopException.invalid("replyTo", "there is no such message"));
  }
}
