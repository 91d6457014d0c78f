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

/** Canned replies: texts that staff use again and again. */
final class ReplyMethods {
  private static final String SHORTCUT = "[\\p{L}\\p{N}._-]+";

  private final Ledger ledger;
  private final ReplyStore store;

  ReplyMethods(Ledger ledger, ReplyStore store) {
    this.ledger = ledger;
    this.store = store;
  }

  /**
   * A canned reply.
   *
   * @param shortcut what staff type to find it
   * @param text with the placeholders {@code {customer}}, {@code {agent}} and {@code {site}}, which
   *     pages fill in
   */
  record Reply(
      @Text(max = 40, pattern = SHORTCUT) String shortcut, @Text(max = 4_000) String text) {}

  record Replies(List<Reply> replies) {}

  record Which(@Text(max = 40, pattern = SHORTCUT) String shortcut) {}

  List<Method<?, ?>> methods() {
    return List.of(
        Method.named("desk.replies", None.class, Replies.class)
            .summary("Lists the canned replies by their shortcuts.")
            .by(Role.TEAM)
            .does((call, none) -> new Replies(store.list(call.site()))),
        Method.named("desk.reply", Reply.class, None.class)
            .summary("Saves a canned reply; one with the same shortcut is replaced.")
            .by(Role.TEAM)
            .changes()
            .does(this::save),
        Method.named("desk.forgetReply", Which.class, None.class)
            .summary("Removes a canned reply.")
            .by(Role.TEAM)
            .changes()
            .does(this::remove));
  }

  private None save(Call call, Reply reply) {
    return ledger.write(
        call.once(None.class),
        tx -> {
          store.delete(tx, call.site(), reply.shortcut());
          if (store.count(tx, call.site()) >= ReplyStore.MOST) {
            throw new BellhopException(
                ErrorCode.LIMIT_REACHED, "at most " + ReplyStore.MOST + " canned replies");
          }
          store.insert(tx, call.site(), reply);
          return None.NONE;
        });
  }

  private None remove(Call call, Which which) {
    return ledger.write(
        call.once(None.class),
        tx -> {
          if (!store.delete(tx, call.site(), which.shortcut())) {
            throw new BellhopException(ErrorCode.NOT_FOUND, "no such canned reply");
          }
          return None.NONE;
        });
  }
}
