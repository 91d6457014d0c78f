package io.bellhop.feature.chat;

import io.bellhop.engine.Event;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.time.Instant;
import java.util.List;

/** The rows of messages. */
final class ChatStore {
  private static final String INSERT =
      """
      insert into chat_message
        (site, room, message_offset, sender, sender_role, sender_name, client_id, text, at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private static final String PAGE =
      """
      select message_offset, text, sender, sender_role, sender_name, client_id, at
      from chat_message
      where site = ? and room = ? and message_offset < ?
      order by message_offset desc limit ?\
      """;

  private final SqlLedger ledger;

  ChatStore(SqlLedger ledger) {
    this.ledger = ledger;
  }

  void insert(Tx tx, Event event, MessageSent message) {
    Sender from = message.from();
    SqlTx.of(tx)
        .insert(
            INSERT,
            event.channel().site(),
            event.channel().id(),
            event.offset(),
            from.id(),
            from.role(),
            from.name(),
            message.clientId(),
            message.text(),
            event.at());
  }

  /** Messages before an offset, newest first. */
  List<Message> before(String site, String room, long offset, int limit) {
    return ledger.query(
        PAGE,
        row ->
            new Message(
                row.getLong(1),
                row.getString(2),
                new Sender(row.getString(3), row.getString(4), row.getString(5)),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7))),
        site,
        room,
        offset,
        limit);
  }
}
