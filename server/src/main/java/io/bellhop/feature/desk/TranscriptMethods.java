package io.bellhop.feature.desk;

import io.bellhop.engine.Call;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code desk.transcript}: a conversation by mail, for those who leave the page. */
final class TranscriptMethods {
  private final Ledger ledger;
  private final Desk desk;
  private final ConversationStore store;
  private final Rooms rooms;
  private final Post post;

  TranscriptMethods(Ledger ledger, Desk desk, ConversationStore store, Rooms rooms, Post post) {
    this.ledger = ledger;
    this.desk = desk;
    this.store = store;
    this.rooms = rooms;
    this.post = post;
  }

  /**
   * @param email where to, for a customer; the address given before the chat if left out, and
   *     always for staff
   */
  record Which(@Text(max = 64) String room, @Nullable @Text(max = 254) String email) {}

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("desk.transcript", Which.class, None.class)
            .summary("Mails a conversation to its customer, at most three times an hour.")
            .changes()
            .limit(10, 0.2)
            .does(this::transcript));
  }

  private None transcript(Call call, Which params) {
    boolean worker = Role.TEAM.contains(call.principal().role());
    Conversation conversation =
        store
            .find(call.site(), params.room())
            .filter(found -> worker || isOwn(call, found))
            .orElseThrow(Refused::noSuchConversation);
    Post.Letter letter = letter(call, conversation, to(conversation, params, worker));
    return ledger.write(
        call.once(None.class),
        tx -> {
          if (!post.send(tx, call.site(), conversation.customer().id(), letter)) {
            throw new BellhopException(
                ErrorCode.LIMIT_REACHED, "at most three transcripts an hour");
          }
          return None.NONE;
        });
  }

  private static boolean isOwn(Call call, Conversation conversation) {
    return call.principal().role() != Role.ANONYMOUS
        && conversation.customer().id().equals(call.principal().id());
  }

  private static String to(Conversation conversation, Which params, boolean worker) {
    if (worker && params.email() != null) {
      throw BellhopException.invalid("email", "staff send it to the customer's own address");
    }
    String to = params.email() == null ? conversation.email() : params.email();
    if (to == null) {
      throw new BellhopException(ErrorCode.CONFLICT, "the customer gave no address");
    }
    return to;
  }

  private Post.Letter letter(Call call, Conversation conversation, String to) {
    if (!post.isOpen()) {
      throw new BellhopException(ErrorCode.CONFLICT, "this server sends no mail");
    }
    if (conversation.encrypted()) {
      throw new BellhopException(
          ErrorCode.CONFLICT, "an encrypted conversation cannot be read here, so not sent");
    }
    return Transcript.letter(
        to,
        post.nameOf(call.site()),
        rooms.transcript(call.site(), conversation.room()),
        desk.settings(call.site()).hours().zone());
  }
}
