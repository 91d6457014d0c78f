package io.bellhop.sql;

import io.bellhop.engine.Channel;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The heads of one transaction: read or trusted once, counted in memory, stored with
 * compare-and-set, which also locks them until the commit.
 */
final class Heads {
  private static final String INSERT =
      "INSERT INTO channel (site, name) VALUES (?, ?)"
          + " ON CONFLICT (site, name) DO UPDATE SET head = channel.head RETURNING id, head";

  private static final RowMapper<KnownHeads.Known> KNOWN =
      row -> new KnownHeads.Known(row.getLong(1), row.getLong(2));

  private final Statements statements;
  private final KnownHeads known;
  private final boolean trusting;
  private final String select;
  private final String store;
  private final Map<Channel, Head> used = new HashMap<>();

  /** The heads that the current work has touched, as they were before. */
  private final Map<Head, Long> before = new HashMap<>();

  private final List<Channel> loaded = new ArrayList<>();

  /**
   * @param trusting whether known heads are taken without locking their rows first
   */
  Heads(Dialect dialect, Statements statements, KnownHeads known, boolean trusting) {
    this.statements = statements;
    this.known = known;
    this.trusting = trusting;
    this.store = dialect.storeHeads();
    this.select = "SELECT id, head FROM channel WHERE site = ? AND name = ?" + dialect.locking();
  }

  /** Counts on and returns the head, now at the offset of the new event. */
  Head advance(Channel channel) throws SQLException {
    Head head = used.get(channel);
    if (head == null) {
      head = load(channel);
      used.put(channel, head);
    }
    before.putIfAbsent(head, head.offset());
    head.advance();
    return head;
  }

  private Head load(Channel channel) throws SQLException {
    KnownHeads.Known found = trusting ? known.trusted(channel) : null;
    if (found == null) {
      found = lock(channel);
      known.onLocked(channel, found);
    }
    loaded.add(channel);
    return new Head(channel, found.id(), found.offset());
  }

  private KnownHeads.Known lock(Channel channel) throws SQLException {
    List<KnownHeads.Known> rows = statements.query(select, KNOWN, channel.site(), channel.name());
    return rows.isEmpty()
        ? statements.query(INSERT, KNOWN, channel.site(), channel.name()).getFirst()
        : rows.getFirst();
  }

  /**
   * Stores what has moved, always in the same order, so that two servers cannot block each other.
   */
  void flush() throws SQLException, StaleHead {
    List<Head> moved =
        used.values().stream()
            .filter(Head::isMoved)
            .sorted(Comparator.comparingLong(Head::id))
            .collect(Collectors.toCollection(ArrayList::new));
    if (moved.isEmpty()) {
      return;
    }
    String rows = moved.stream().map(Head::change).collect(Collectors.joining(",", "[", "]"));
    List<Long> updated = statements.query(store, row -> row.getLong(1), rows);
    moved.forEach(Head::onStored);
    if (updated.size() < moved.size()) {
      moved.removeIf(head -> updated.contains(head.id()));
      moved.forEach(head -> known.onStale(head.channel()));
      throw new StaleHead();
    }
  }

  /** A work begins. */
  void mark() {
    before.clear();
    loaded.clear();
  }

  /** The work since the mark changes nothing after all. */
  void undo() {
    before.forEach(Head::backTo);
  }

  /** The database went back to the mark, so rows created or locked since are so no more. */
  void onRolledBack() {
    undo();
    loaded.forEach(used::remove);
  }

  void onCommitted() {
    used.values().forEach(known::onCommitted);
  }
}
