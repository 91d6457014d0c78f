package io.bellhop.feature.chat;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.feature.chat.ChatEvents.Reacted;
import io.bellhop.feature.chat.MessageStore.Stored;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.List;

/** {@code chat.react}. */
final class ReactionMethods {
  /** Anything short that is not words of the Latin alphabet or markup. */
  private static final String EMOJI = "[^\\s\\p{Cntrl}A-Za-z<>&\"'\\\\]+";

  record React(
      @Text(max = 96, pattern = Room.ID) String room,
      @Range(min = 1) long message,
      @Text(max = 32, pattern = EMOJI) String emoji,
      boolean on) {}

  private final Ledger ledger;
  private final Access access;
  private final MessageStore messages;
  private final ReactionStore reactions;

  ReactionMethods(Ledger ledger, Access access, MessageStore messages, ReactionStore reactions) {
    this.ledger = ledger;
    this.access = access;
    this.messages = messages;
    this.reactions = reactions;
  }

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("chat.react", React.class, None.class)
            .summary("Gives an emoji to a message, or takes it back.")
            .by(Role.PEOPLE)
            .changes()
            .limit(20, 5)
            .does(this::react));
  }

  private None react(Call call, React params) {
    Room room = access.enter(call, params.room());
    return ledger.write(
        call.once(None.class),
        tx -> {
          access.confirm(tx, room, call.principal());
          PersonStore.trace(tx, room.channel(), call.principal().id());
          react(tx, room.channel(), params, call.principal().id());
          return None.NONE;
        });
  }

  private void react(Tx tx, Channel room, React params, String person) {
    Reactions given = find(tx, room, params.message()).reactions();
    String emoji = params.emoji();
    if (params.on() && given.isFull() && !given.has(emoji)) {
      throw new BellhopException(
          ErrorCode.LIMIT_REACHED,
          "a message has at most " + Reactions.MOST_EMOJI + " different emoji");
    }
    if (reactions.set(tx, room, params.message(), emoji, person, params.on())) {
      List<String> by = reactions.givers(tx, room, params.message(), emoji, Reactions.SHOWN);
      int count = given.count(emoji) + (params.on() ? 1 : -1);
      messages.react(tx, room, params.message(), given.with(new Reactions.Count(emoji, count, by)));
      tx.append(
          room, "reaction", new Reacted(params.message(), emoji, person, params.on()), person);
    }
  }

  private Stored find(Tx tx, Channel room, long offset) {
    Stored found =
        messages
            .find(tx, room, offset)
            .filter(stored -> stored.message().kind() == MessageKind.MESSAGE)
            .orElseThrow(EditMethods::noSuchMessage);
    if (found.message().deleted() != null) {
      throw new BellhopException(ErrorCode.CONFLICT, "this message was deleted");
    }
    return found;
  }
}
