package io.bellhop.sql;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Position;
import io.bellhop.protocol.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads channels: each answer is of one statement, so of one moment. */
final class ChannelReader {
  private static final int MAX_EVENTS = 1_000;
  private static final String HEAD =
      "SELECT head, generation FROM channel WHERE site = ? AND name = ?";
  private static final int HEADS = 500;
  private static final String READ =
      "SELECT channel.floor, event_offset, type, data, at, actor FROM channel"
          + " LEFT JOIN event ON event.channel_id = channel.id AND event_offset > ?"
          + " WHERE site = ? AND name = ? ORDER BY event_offset LIMIT ?";

  private static final String SELECT =
      "SELECT event_offset, type, data, at, actor FROM event"
          + " WHERE channel_id = (SELECT id FROM channel WHERE site = ? AND name = ?)"
          + " AND event_offset > ?";
  private static final String BY = SELECT + " AND actor = ? ORDER BY event_offset LIMIT ?";
  private static final String CONTAINING =
      SELECT + " AND data LIKE ? ESCAPE '!' ORDER BY event_offset LIMIT ?";

  private record Row(long floor, @Nullable Event event) {}

  private final String epoch;

  /**
   * @param epoch of the whole ledger
   */
  ChannelReader(String epoch) {
    this.epoch = epoch;
  }

  Position head(Readers readers, Channel channel) {
    List<Position> rows = readers.query(HEAD, this::position, channel.site(), channel.name());
    return rows.isEmpty() ? new Position(epoch, 0) : rows.getFirst();
  }

  Map<Channel, Long> heads(Readers readers, Collection<Channel> channels) {
    List<Channel> all = List.copyOf(channels);
    Map<Channel, Long> heads = HashMap.newHashMap(all.size());
    for (int i = 0; i < all.size(); i += HEADS) {
      heads(readers, all.subList(i, Math.min(all.size(), i + HEADS)), heads);
    }
    return heads;
  }

  private static void heads(Readers readers, List<Channel> channels, Map<Channel, Long> heads) {
    String places = String.join(", ", Collections.nCopies(channels.size(), "(?, ?)"));
    Object[] names =
        channels.stream().flatMap(c -> Stream.of(c.site(), c.name())).toArray(Object[]::new);
    readers.query(
        "SELECT site, name, head FROM channel WHERE (site, name) IN (VALUES " + places + ")",
        row ->
            heads.put(
                new Channel(row.getString("site"), row.getString("name")), row.getLong("head")),
        names);
  }

  private Position position(ResultSet row) throws SQLException {
    long generation = row.getLong("generation");
    return new Position(generation == 0 ? epoch : epoch + "." + generation, row.getLong("head"));
  }

  @Nullable List<Event> read(Readers readers, Channel channel, long after, int limit) {
    if (limit < 1 || limit > MAX_EVENTS) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_EVENTS);
    }
    List<Row> rows =
        readers.query(READ, row -> row(channel, row), after, channel.site(), channel.name(), limit);
    if (!rows.isEmpty() && after + 1 < rows.getFirst().floor()) {
      return null;
    }
    List<Event> events = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.event() != null) {
        events.add(row.event());
      }
    }
    return events;
  }

  List<Event> by(Readers readers, Channel channel, String actor, long after, int limit) {
    return find(readers, BY, channel, after, actor, limit);
  }

  List<Event> containing(Readers readers, Channel channel, String text, long after, int limit) {
    String pattern = "%" + text.replaceAll("([!%_])", "!$1") + "%";
    return find(readers, CONTAINING, channel, after, pattern, limit);
  }

  private static List<Event> find(
      Readers readers, String sql, Channel channel, long after, String what, int limit) {
    return readers.query(
        sql,
        row -> event(channel, row.getLong("event_offset"), row),
        channel.site(),
        channel.name(),
        after,
        what,
        limit);
  }

  private static Row row(Channel channel, ResultSet row) throws SQLException {
    long floor = row.getLong("floor");
    long offset = row.getLong("event_offset");
    return new Row(floor, row.wasNull() ? null : event(channel, offset, row));
  }

  /** The event of a row with the columns type, data, at and actor. */
  static Event event(Channel channel, long offset, ResultSet row) throws SQLException {
    return new Event(
        channel,
        offset,
        row.getString("type"),
        new Json(row.getString("data")),
        Rows.instant(row, "at"),
        row.getString("actor"));
  }
}
