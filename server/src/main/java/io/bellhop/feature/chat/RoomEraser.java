package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatEvents.Erased;
import io.bellhop.sql.SqlTx;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Removes all that was ever said in a room, in transactions of a bounded size, so that others come
 * between. One that broke off is taken up by the next.
 */
final class RoomEraser {
  /** How many messages go in one transaction. */
  static final int PAGE = 200;

  private static final int EVENTS = 1_000;

  private final Ledger ledger;
  private final RoomStore rooms;
  private final MessageStore messages;
  private final Eraser eraser;

  RoomEraser(Ledger ledger, RoomStore rooms, MessageStore messages, Eraser eraser) {
    this.ledger = ledger;
    this.rooms = rooms;
    this.messages = messages;
    this.eraser = eraser;
  }

  /** Leaves an empty room without a name and members, and tells it. Blocks. */
  void empty(Channel room, String by) {
    boolean more = true;
    while (more) {
      more = ledger.write(tx -> !end(tx, room, by, rooms::strip));
    }
  }

  /** Leaves nothing of a room, and tells it; false if it takes more transactions. */
  boolean remove(Tx tx, Channel room, String by) {
    return end(tx, room, by, rooms::remove);
  }

  private boolean end(Tx tx, Channel room, String by, BiConsumer<Tx, Channel> last) {
    if (!removeSome(tx, room)) {
      return false;
    }
    last.accept(tx, room);
    tx.append(room, "erased", new Erased(), by);
    return true;
  }

  /**
   * Locks the channel first, so that a message that is just being written is either seen here or
   * finds its writer's grant gone.
   *
   * @return whether nothing is left
   */
  private boolean removeSome(Tx tx, Channel room) {
    int events = SqlTx.of(tx).forget(room, EVENTS);
    List<Message> page = messages.first(tx, room, PAGE);
    eraser.remove(tx, room, page);
    return events < EVENTS && page.size() < PAGE;
  }
}
