package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.feature.chat.RoomSummary.Preview;
import io.bellhop.sql.Rows;
import io.bellhop.sql.SqlLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads rooms as one person sees them: one statement, one look-up in each index per room. */
final class SummaryStore {
  private static final Set<Role> OUTSIDERS = Set.of(Role.GUEST, Role.CUSTOMER);

  private static final String COLUMNS =
"""
      SELECT room.room, room.kind, room.name, room.encrypted, room.members, activity.at,
        newest.message_offset, newest.kind AS newest_kind, newest.sender, newest.sender_role,
        newest.sender_name, substr(newest.text, 1, 140) AS newest_text, newest.details,
        newest.deleted, newest.at AS newest_at, newest.number,
        member.delivered, member.read_offset, member.read_number, member.mentions
      FROM
""";

  private static final String JOINS =
      """
      chat_activity AS activity
      JOIN chat_room AS room ON room.site = activity.site AND room.room = activity.room
      LEFT JOIN chat_message AS newest ON newest.site = activity.site
        AND newest.room = activity.room AND newest.message_offset = activity.last_offset
      LEFT JOIN chat_member AS member ON member.site = activity.site
        AND member.room = activity.room AND member.person = ?
      LEFT JOIN chat_grant AS granted ON granted.site = activity.site
        AND granted.room = activity.room AND granted.person = ?
      WHERE activity.site = ?
      """;

  /** Customers have few rooms among the many of a site: begins with those, as the CROSS says. */
  static final String FEW =
      COLUMNS
          +
"""
          (SELECT room FROM chat_grant WHERE site = ? AND person = ?
            UNION SELECT room FROM chat_room WHERE site = ? AND kind = 'open') AS mine
          CROSS JOIN
"""
          + JOINS
          + " AND activity.room = mine.room";

  static final String MANY = COLUMNS + JOINS;

  static final String PAGE =
      " AND (activity.at, activity.room) < (?, ?) AND (? = '' OR room.kind = ?) AND "
          + Access.CONDITION
          + " ORDER BY activity.at DESC, activity.room DESC LIMIT ?";

  static final String ONE = MANY + " AND activity.room = ?";

  /** Where a page goes on: below this time and room. */
  record After(long at, String room) {
    static final String PATTERN = "[0-9]{1,15}\\.[A-Za-z0-9._~@-]{1,96}";

    static After of(String cursor) {
      int dot = cursor.indexOf('.');
      return new After(Long.parseLong(cursor, 0, dot, 10), cursor.substring(dot + 1));
    }

    static String cursor(RoomSummary last) {
      return last.at().toEpochMilli() + "." + last.room();
    }
  }

  private final SqlLedger ledger;
  private final Details.Form details;

  SummaryStore(SqlLedger ledger, Details.Form details) {
    this.ledger = ledger;
    this.details = details;
  }

  /** The rooms a person may enter, those written to last first. */
  List<RoomSummary> page(
      Principal reader, @Nullable RoomKind kind, @Nullable After after, int limit) {
    boolean few = OUTSIDERS.contains(reader.role());
    String site = reader.site();
    String id = reader.id();
    String wanted = kind == null ? "" : kind.toString();
    Stream<Object> parameters =
        Stream.of(
                few ? Stream.of(site, id, site) : Stream.of(),
                Stream.of(id, id, site),
                Stream.of(after == null ? Long.MAX_VALUE : after.at()),
                Stream.of(after == null ? "" : after.room(), wanted, wanted),
                Stream.of(Access.parameters(reader.role())),
                Stream.of(limit))
            .flatMap(part -> part);
    return ledger.query((few ? FEW : MANY) + PAGE, this::summary, parameters.toArray());
  }

  /** One room, which the reader may enter. */
  RoomSummary of(Principal reader, Channel room) {
    List<RoomSummary> found =
        ledger.query(ONE, this::summary, reader.id(), reader.id(), room.site(), room.id());
    if (found.isEmpty()) {
      throw Access.noSuchRoom();
    }
    return found.getFirst();
  }

  private RoomSummary summary(ResultSet row) throws SQLException {
    RoomKind kind = RoomKind.of(row.getString("kind"));
    long messages = row.getLong("number");
    int mentions = row.getInt("mentions");
    // A mention counts for whoever has not come yet, too; what else was said in an open room before
    // one came is not unread.
    boolean came = row.getLong("delivered") > 0;
    long read = came || kind != RoomKind.OPEN ? row.getLong("read_number") : messages;
    return new RoomSummary(
        row.getString("room"),
        kind,
        row.getString("name"),
        row.getInt("encrypted") == 1,
        row.getInt("members"),
        row.getString("newest_kind") == null ? null : preview(row),
        messages,
        Math.max(messages - read, mentions),
        mentions,
        row.getLong("read_offset"),
        row.getLong("delivered"),
        Rows.instant(row, "at"));
  }

  private Preview preview(ResultSet row) throws SQLException {
    Details more = details.read(row.getString("details"));
    return new Preview(
        row.getLong("message_offset"),
        MessageKind.of(row.getString("newest_kind")),
        new Sender(
            row.getString("sender"), row.getString("sender_role"), row.getString("sender_name")),
        row.getString("newest_text"),
        more.files().size(),
        more.sealed() == null ? null : true,
        row.getInt("deleted") == 1 ? true : null,
        Rows.instant(row, "newest_at"));
  }
}
