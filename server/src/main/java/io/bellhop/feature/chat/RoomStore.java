package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of rooms and of grants to enter them. */
final class RoomStore {
  private static final String FIND =
      """
      SELECT room.kind, room.name, room.encrypted, room.roles, granted.person
      FROM chat_room AS room LEFT JOIN chat_grant AS granted
        ON granted.site = room.site AND granted.room = room.room AND granted.person = ?
      WHERE room.site = ? AND room.room = ?\
      """;

  private static final String PUT =
      """
      INSERT INTO chat_room (site, room, kind, name, roles, encrypted) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (site, room) DO UPDATE SET name = excluded.name, roles = excluded.roles
      WHERE chat_room.kind = 'open' AND excluded.kind = 'open'\
      """;

  private static final String TOUCH =
      """
      INSERT INTO chat_activity (site, room, last_offset, at) SELECT ?, ?, ?, ? WHERE 1 = 1
      ON CONFLICT (site, room) DO UPDATE SET last_offset = excluded.last_offset, at = excluded.at\
      """;

  private static final String BEGIN =
      """
      INSERT INTO chat_activity (site, room, last_offset, at) VALUES (?, ?, 0, ?)
      ON CONFLICT (site, room) DO NOTHING\
      """;

  /** A room, and whether the one who asks has a grant. */
  record Found(Room room, boolean granted) {}

  private static final String INSIDERS =
      """
      SELECT granted.person FROM chat_grant AS granted
      JOIN chat_room AS room ON room.site = granted.site AND room.room = granted.room
      WHERE granted.site = ? AND granted.room = ? AND room.encrypted = 1
      ORDER BY granted.person LIMIT 200\
      """;

  private static final String ENCRYPTED =
      """
      SELECT granted.room FROM chat_grant AS granted
      JOIN chat_room AS room ON room.site = granted.site AND room.room = granted.room
      JOIN chat_activity AS activity
        ON activity.site = granted.site AND activity.room = granted.room
      WHERE granted.site = ? AND granted.person = ? AND room.encrypted = 1
      ORDER BY activity.at DESC, granted.room LIMIT 100\
      """;

  private static final String GRANTED =
      "SELECT 1 FROM chat_grant WHERE site = ? AND room = ? AND person = ?";

  private final SqlLedger ledger;
  private final String holdGrant;

  RoomStore(SqlLedger ledger) {
    this.ledger = ledger;
    this.holdGrant = GRANTED + ledger.choose("", " FOR KEY SHARE");
  }

  Optional<Found> find(Channel channel, String person) {
    return ledger
        .query(FIND, row -> found(channel, row), person, channel.site(), channel.id())
        .stream()
        .findFirst();
  }

  Optional<Found> find(Tx tx, Channel channel, String person) {
    return SqlTx.of(tx)
        .query(FIND, row -> found(channel, row), person, channel.site(), channel.id())
        .stream()
        .findFirst();
  }

  private static Found found(Channel channel, ResultSet row) throws SQLException {
    Room room =
        new Room(
            channel,
            RoomKind.of(row.getString(1)),
            row.getString(2),
            row.getInt(3) == 1,
            roles(row.getString(4)));
    return new Found(room, row.getString(5) != null);
  }

  private static Set<Role> roles(String words) {
    return Arrays.stream(words.strip().split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> Role.valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String words(Collection<Role> roles) {
    return roles.stream().map(Role::wireName).sorted().collect(Collectors.joining(" ", " ", " "));
  }

  /** Adds a room; an open one that is there gets the new name and roles. False if it is there. */
  boolean put(Tx tx, Room room) {
    SqlTx sql = SqlTx.of(tx);
    int changed =
        sql.update(
            PUT,
            room.site(),
            room.id(),
            room.kind().toString(),
            room.name(),
            words(room.roles()),
            room.encrypted() ? 1 : 0);
    sql.update(BEGIN, room.site(), room.id(), tx.now());
    return changed == 1;
  }

  void closeOpenRooms(Tx tx) {
    SqlTx.of(tx).update("UPDATE chat_room SET roles = '' WHERE kind = 'open'");
  }

  void rename(Tx tx, Channel room, String name) {
    SqlTx.of(tx)
        .update(
            "UPDATE chat_room SET name = ? WHERE site = ? AND room = ?",
            name,
            room.site(),
            room.id());
  }

  /** Leaves a room nobody has been in, that is called nothing. */
  void strip(Tx tx, Channel room) {
    SqlTx sql = SqlTx.of(tx);
    for (String table : List.of("chat_grant", "chat_member", "chat_trace")) {
      sql.update("DELETE FROM " + table + " WHERE site = ? AND room = ?", room.site(), room.id());
    }
    sql.update(
        "UPDATE chat_room SET name = '', members = 0 WHERE site = ? AND room = ?",
        room.site(),
        room.id());
    sql.update(
        "UPDATE chat_activity SET last_offset = 0 WHERE site = ? AND room = ?",
        room.site(),
        room.id());
  }

  /** Removes a room that nothing was said in. */
  void remove(Tx tx, Channel room) {
    strip(tx, room);
    SqlTx sql = SqlTx.of(tx);
    for (String table : List.of("chat_activity", "chat_room")) {
      sql.update("DELETE FROM " + table + " WHERE site = ? AND room = ?", room.site(), room.id());
    }
  }

  /** The newest message is this one now. */
  void touch(Tx tx, Channel room, long offset) {
    SqlTx.of(tx).insert(TOUCH, room.site(), room.id(), offset, tx.now());
  }

  /** Whether somebody has a grant; nobody takes it back then before the transaction's end. */
  boolean holdGrant(Tx tx, Channel room, String person) {
    return !SqlTx.of(tx).query(holdGrant, _ -> true, room.site(), room.id(), person).isEmpty();
  }

  /** Lets a person in; false if they had a grant. */
  boolean grant(Tx tx, Channel room, String person) {
    int added =
        SqlTx.of(tx)
            .update(
                "INSERT INTO chat_grant (site, room, person) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                room.site(),
                room.id(),
                person);
    count(tx, room, added);
    return added == 1;
  }

  /** Takes a grant back; false if there was none. */
  boolean revoke(Tx tx, Channel room, String person) {
    int removed =
        SqlTx.of(tx)
            .update(
                "DELETE FROM chat_grant WHERE site = ? AND room = ? AND person = ?",
                room.site(),
                room.id(),
                person);
    count(tx, room, -removed);
    return removed == 1;
  }

  private static void count(Tx tx, Channel room, int change) {
    if (change != 0) {
      SqlTx.of(tx)
          .update(
              "UPDATE chat_room SET members = members + ? WHERE site = ? AND room = ?",
              change,
              room.site(),
              room.id());
    }
  }

  /** Those with a grant, if the room is encrypted; at most 200. */
  Set<String> insiders(Channel room) {
    return Set.copyOf(ledger.query(INSIDERS, row -> row.getString(1), room.site(), room.id()));
  }

  Set<String> insiders(Tx tx, Channel room) {
    return Set.copyOf(
        SqlTx.of(tx).query(INSIDERS, row -> row.getString(1), room.site(), room.id()));
  }

  List<String> encryptedOf(Tx tx, String site, String person) {
    return SqlTx.of(tx).query(ENCRYPTED, row -> row.getString(1), site, person);
  }

  /** Who has a grant. */
  List<String> granted(Tx tx, Channel room) {
    return SqlTx.of(tx)
        .query(
            "SELECT person FROM chat_grant WHERE site = ? AND room = ?",
            row -> row.getString(1),
            room.site(),
            room.id());
  }

  /** How many have a grant. */
  int members(Tx tx, Channel room) {
    List<Integer> counts =
        SqlTx.of(tx)
            .query(
                "SELECT members FROM chat_room WHERE site = ? AND room = ?",
                row -> row.getInt(1),
                room.site(),
                room.id());
    return counts.isEmpty() ? 0 : counts.getFirst();
  }
}
