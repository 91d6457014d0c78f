package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.Message.Quote;
import io.bellhop.sql.RowMapper;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of messages. */
final class MessageStore {
  /**
   * Counts from the row before, so that it needs no look at the rest; the channel's lock keeps
   * others of the room away. A SELECT, because a driver may join rows of VALUES, which then would
   * not see each other.
   */
  private static final String INSERT =
      """
      INSERT INTO chat_message (site, room, message_offset, number, kind, sender, sender_role,
        sender_name, client_id, body_hash, text, at, reply_to, details)
      SELECT ?, ?, ?, ? + COALESCE((SELECT number FROM chat_message
          WHERE site = ? AND room = ? AND message_offset < ?
          ORDER BY message_offset DESC LIMIT 1), 0),
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?\
      """;

  /**
   * What a message is made of, and what it quotes. That is no join, because a planner without
   * statistics may then read the whole room for each message.
   */
  static final String COLUMNS =
      """
      message.message_offset, message.kind, message.sender, message.sender_role,
      message.sender_name, message.text, message.at, message.client_id, message.reply_to,
      message.details, message.reactions, message.edited_at, message.deleted
      """
          + quoted("sender", "quoted_sender")
          + quoted("sender_role", "quoted_role")
          + quoted("sender_name", "quoted_name")
          + quoted("substr(text, 1, 140)", "quoted_text");

  private static final String SELECT = "SELECT " + COLUMNS + "FROM chat_message AS message\n";

  static final String BEFORE =
      SELECT
          + """
          WHERE message.site = ? AND message.room = ? AND message.message_offset < ?
          ORDER BY message.message_offset DESC LIMIT ?\
          """;

  static final String AFTER =
      SELECT
          + """
          WHERE message.site = ? AND message.room = ? AND message.message_offset > ?
          ORDER BY message.message_offset LIMIT ?\
          """;

  private static final String ONE =
      SELECT + "WHERE message.site = ? AND message.room = ? AND message.message_offset = ?";

  private static final String REPLIES =
      SELECT + "WHERE message.site = ? AND message.room = ? AND message.reply_to = ?";

  private static final String BY =
      SELECT
          + """
          WHERE message.site = ? AND message.room = ? AND message.sender = ?
            AND message.deleted = 0 AND message.kind = 'message'
          ORDER BY message.message_offset LIMIT ?\
          """;

  /** Notices name people whom only their JSON tells. */
  private static final String CONCERNING =
      """
      SELECT message_offset FROM chat_message
      WHERE site = ? AND room = ? AND message_offset > ?
        AND (sender = ? OR (kind = 'notice' AND details IS NOT NULL))
      ORDER BY message_offset LIMIT ?\
      """;

  private static final String DISOWN =
      """
      UPDATE chat_message SET sender = '', sender_name = '', client_id = NULL, body_hash = NULL
      WHERE site = ? AND room = ? AND message_offset = ?\
      """;

  private static final String NEWEST =
      """
      SELECT message_offset FROM chat_message WHERE site = ? AND room = ? AND kind = 'message'
      ORDER BY message_offset DESC LIMIT 1\
      """;

  private static final List<String> OF_MESSAGES =
      List.of("chat_revision", "chat_reaction", "chat_mention", "chat_message");

  static final String SENT =
      """
      SELECT message_offset, at, body_hash FROM chat_message
      WHERE site = ? AND room = ? AND sender = ? AND client_id = ?\
      """;

  static final String NUMBER_AT =
      """
      SELECT number FROM chat_message WHERE site = ? AND room = ? AND message_offset <= ?
      ORDER BY message_offset DESC LIMIT 1\
      """;

  /** A message that was sent before under the same client id. */
  record Earlier(long offset, Instant at, String hash) {}

  /** A message as stored, for nobody in particular. */
  record Stored(Message message, Details details, Reactions reactions) {
    /**
     * @param own the emoji that the reader gave, by message
     */
    Message seenBy(Map<Long, Set<String>> own) {
      return reactions.isAny()
          ? message.with(reactions.seenBy(own.getOrDefault(message.offset(), Set.of())))
          : message;
    }
  }

  private static String quoted(String column, String name) {
    return """
    , (SELECT %s FROM chat_message AS quoted WHERE quoted.site = message.site
      AND quoted.room = message.room AND quoted.message_offset = message.reply_to) AS %s
    """
        .formatted(column, name);
  }

  private final SqlLedger ledger;
  private final Details.Form details;
  private final Reactions.Form reactions;

  MessageStore(SqlLedger ledger, Details.Form details, Reactions.Form reactions) {
    this.ledger = ledger;
    this.details = details;
    this.reactions = reactions;
  }

  /**
   * @param hash of the request, where there is a client id
   */
  void insert(Tx tx, Event event, MessageSent message, @Nullable String hash) {
    Channel room = event.channel();
    Sender from = message.from();
    Quote quote = message.replyTo();
    Details more =
        new Details(message.mentions(), message.files(), message.sealed(), message.about());
    SqlTx.of(tx)
        .insert(
            INSERT,
            room.site(),
            room.id(),
            event.offset(),
            message.kind() == MessageKind.MESSAGE ? 1 : 0,
            room.site(),
            room.id(),
            event.offset(),
            message.kind().toString(),
            from.id(),
            from.role(),
            from.name(),
            message.clientId(),
            hash,
            message.text(),
            event.at(),
            quote == null ? null : quote.offset(),
            details.write(more));
  }

  Optional<Earlier> sent(Channel room, String sender, String clientId) {
    return ledger
        .query(
            SENT,
            row -> new Earlier(row.getLong(1), Rows.instant(row, "at"), row.getString(3)),
            room.site(),
            room.id(),
            sender,
            clientId)
        .stream()
        .findFirst();
  }

  /** Messages below an offset, newest first. */
  List<Stored> before(Channel room, long offset, int limit) {
    return ledger.query(BEFORE, this::stored, room.site(), room.id(), offset, limit);
  }

  /** Messages above an offset, oldest first. */
  List<Stored> after(Channel room, long offset, int limit) {
    return ledger.query(AFTER, this::stored, room.site(), room.id(), offset, limit);
  }

  Optional<Stored> find(Channel room, long offset) {
    return ledger.query(ONE, this::stored, room.site(), room.id(), offset).stream().findFirst();
  }

  Optional<Stored> find(Tx tx, Channel room, long offset) {
    return SqlTx.of(tx).query(ONE, this::stored, room.site(), room.id(), offset).stream()
        .findFirst();
  }

  /** The oldest messages of a room, deleted ones too. */
  List<Message> first(Tx tx, Channel room, int limit) {
    return SqlTx.of(tx)
        .query(AFTER, row -> stored(row).message(), room.site(), room.id(), 0L, limit);
  }

  /** What somebody wrote in a room, oldest first. Reads the whole room. */
  List<Message> by(Channel room, String sender, int limit) {
    return ledger.query(BY, row -> stored(row).message(), room.site(), room.id(), sender, limit);
  }

  /** The offsets of somebody's messages, and of notices that may be about them. As {@link #by}. */
  List<Long> concerning(Channel room, String person, long after, int limit) {
    return ledger.query(
        CONCERNING, row -> row.getLong(1), room.site(), room.id(), after, person, limit);
  }

  /** Nobody wrote it. */
  void disown(Tx tx, Channel room, long offset) {
    SqlTx.of(tx).update(DISOWN, room.site(), room.id(), offset);
  }

  void change(Tx tx, Channel room, long offset, Details more) {
    SqlTx.of(tx)
        .update(
            "UPDATE chat_message SET details = ? WHERE site = ? AND room = ? AND message_offset = ?",
            details.write(more),
            room.site(),
            room.id(),
            offset);
  }

  /** Removes messages up to an offset, with what others gave and noted to them. */
  void removeUpTo(Tx tx, Channel room, long offset) {
    for (String table : OF_MESSAGES) {
      SqlTx.of(tx)
          .update(
              "DELETE FROM " + table + " WHERE site = ? AND room = ? AND message_offset <= ?",
              room.site(),
              room.id(),
              offset);
    }
  }

  /** Whether no message, notices aside, was written after it. */
  boolean isNewest(Tx tx, Channel room, long offset) {
    return SqlTx.of(tx)
        .query(NEWEST, row -> row.getLong(1), room.site(), room.id())
        .equals(List.of(offset));
  }

  /** The messages that answer one. */
  List<Message> replies(Tx tx, Channel room, long offset) {
    return SqlTx.of(tx)
        .query(REPLIES, row -> stored(row).message(), room.site(), room.id(), offset);
  }

  /** The number of the newest message that is not above an offset, 0 for none. */
  long numberAt(Channel room, long offset) {
    return ledger.query(NUMBER_AT, row -> row.getLong(1), room.site(), room.id(), offset).stream()
        .findFirst()
        .orElse(0L);
  }

  void edit(Tx tx, Channel room, long offset, String text, Details more) {
    SqlTx.of(tx)
        .update(
            """
            UPDATE chat_message SET text = ?, details = ?, edited_at = ?
            WHERE site = ? AND room = ? AND message_offset = ?\
            """,
            text,
            details.write(more),
            tx.now(),
            room.site(),
            room.id(),
            offset);
  }

  /** Leaves a tombstone. */
  void erase(Tx tx, Channel room, long offset) {
    SqlTx.of(tx)
        .update(
            """
            UPDATE chat_message SET text = '', details = NULL, reactions = NULL, reply_to = NULL,
              edited_at = NULL, deleted = 1
            WHERE site = ? AND room = ? AND message_offset = ?\
            """,
            room.site(),
            room.id(),
            offset);
  }

  void react(Tx tx, Channel room, long offset, Reactions now) {
    SqlTx.of(tx)
        .update(
            "UPDATE chat_message SET reactions = ? WHERE site = ? AND room = ? AND message_offset = ?",
            reactions.write(now),
            room.site(),
            room.id(),
            offset);
  }

  /** Makes messages of rows with the columns of {@link #BEFORE}. */
  RowMapper<Stored> mapper() {
    return this::stored;
  }

  private Stored stored(ResultSet row) throws SQLException {
    Details more = details.read(row.getString("details"));
    String text = row.getString("text");
    Message message =
        new Message(
            row.getLong("message_offset"),
            MessageKind.of(row.getString("kind")),
            new Sender(
                row.getString("sender"),
                row.getString("sender_role"),
                row.getString("sender_name")),
            text,
            Rows.instant(row, "at"),
            row.getString("client_id"),
            row.getString("quoted_sender") == null ? null : quote(row),
            more.mentions(),
            more.files(),
            more.sealed(),
            Links.in(text),
            Rows.nullableInstant(row, "edited_at"),
            row.getInt("deleted") == 1 ? true : null,
            List.of(),
            more.about());
    return new Stored(message, more, reactions.read(row.getString("reactions")));
  }

  private static Quote quote(ResultSet row) throws SQLException {
    return new Quote(
        row.getLong("reply_to"),
        new Sender(
            row.getString("quoted_sender"),
            row.getString("quoted_role"),
            row.getString("quoted_name")),
        row.getString("quoted_text"));
  }
}
