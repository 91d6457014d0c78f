package io.bellhop.sql;

import io.bellhop.engine.Channel;
import io.bellhop.sql.Dialect.Care;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heads of one transaction: taken as they were last known, counted in memory, then compared and
 * stored, all at once and in the order of ids, if they were right; that also locks them. Where
 * others write too, channels are never waited for while other rows are locked, so that servers do
 * not wait for each other in a circle.
 */
final class Heads {
  private static final String SELECT = "SELECT id, head FROM channel WHERE site = ? AND name = ?";

  private static final Logger LOG = LoggerFactory.getLogger(Heads.class);
  private static final RowMapper<Known> KNOWN = row -> new Known(row.getLong(1), row.getLong(2));

  /** A row of the table of channels, as it was committed or read last. */
  record Known(long id, long offset) {}

  private record Compared(Known now, boolean stored) {
    long id() {
      return now.id();
    }
  }

  private final Dialect dialect;
  private final Statements statements;
  private final Map<Channel, Known> known;
  private final boolean calm;
  private final boolean patient;
  private final Map<Channel, Head> used = new HashMap<>();

  /** The heads that the current work has touched, as they were before. */
  private final Map<Head, Long> before = new HashMap<>();

  private final List<Channel> loaded = new ArrayList<>();

  /** Channels whose heads were found after something that depends on them may have been read. */
  private final Set<Channel> found = new HashSet<>();

  /** Channels that another transaction is creating. */
  private final Set<Channel> disputed = new HashSet<>();

  private boolean holding;

  /**
   * @param known of all transactions; what is learned here is added
   * @param calm whether to take it that nobody else writes these channels, which is cheaper
   * @param patient whether to wait for channels whatever is locked
   */
  Heads(
      Dialect dialect,
      Statements statements,
      Map<Channel, Known> known,
      boolean calm,
      boolean patient) {
    this.dialect = dialect;
    this.statements = statements;
    this.known = known;
    this.calm = calm;
    this.patient = patient;
  }

  /** Waits until nobody else is creating these channels, before anything else is locked. */
  void reserve(Set<Channel> channels) throws SQLException {
    for (Channel channel :
        channels.stream().sorted(Comparator.comparing(Channel::toString)).toList()) {
      dialect.reserve(statements, channel);
    }
  }

  /** Waits for the locks of channels, before other rows are locked; their heads are then sure. */
  void lock(Map<Channel, Long> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    String all =
        ids.values().stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    Map<Long, Known> found = byId(statements.query(dialect.lockHeads(), KNOWN, all), Known::id);
    ids.forEach((channel, id) -> learn(channel, found.get(id)));
    holding = true;
  }

  private static <T> Map<Long, T> byId(List<T> rows, Function<T, Long> id) {
    return rows.stream().collect(Collectors.toMap(id, Function.identity()));
  }

  private void learn(Channel channel, @Nullable Known now) {
    if (now == null) {
      known.remove(channel);
    } else {
      known.put(channel, now);
    }
  }

  /** Counts on and returns the head, now at the offset of the new event. */
  Head advance(Channel channel) throws SQLException, StaleHead {
    Head head = use(channel);
    before.putIfAbsent(head, head.offset());
    head.advance();
    return head;
  }

  /** Locks a channel without an event of its own. */
  Head hold(Channel channel) throws SQLException, StaleHead {
    Head held = use(channel);
    store(head -> head.isMoved() || head.equals(held));
    return held;
  }

  private Head use(Channel channel) throws SQLException, StaleHead {
    Head head = used.get(channel);
    if (head == null) {
      head = load(channel);
      used.put(channel, head);
    }
    return head;
  }

  private Head load(Channel channel) throws SQLException, StaleHead {
    Known last = known.get(channel);
    loaded.add(channel);
    return new Head(channel, last == null ? find(channel) : last);
  }

  private Known find(Channel channel) throws SQLException, StaleHead {
    List<Known> rows = statements.query(SELECT, KNOWN, channel.site(), channel.name());
    if (rows.isEmpty()) {
      return create(channel);
    }
    if (dialect.isShared()) {
      found.add(channel);
      known.put(channel, rows.getFirst());
    }
    return rows.getFirst();
  }

  private Known create(Channel channel) throws SQLException, StaleHead {
    List<Known> rows =
        statements.query(dialect.createHead(), KNOWN, channel.site(), channel.name());
    holding = true;
    if (rows.isEmpty()) {
      disputed.add(channel);
      throw new StaleHead(true, false);
    }
    return rows.getFirst();
  }

  /**
   * Locks and stores what has moved.
   *
   * @throws StaleHead if others have moved some, or may have since the works began
   */
  void flush() throws SQLException, StaleHead {
    store(Head::isMoved);
  }

  private void store(Predicate<Head> which) throws SQLException, StaleHead {
    List<Head> moved =
        used.values().stream().filter(which).sorted(Comparator.comparingLong(Head::id)).toList();
    if (moved.isEmpty()) {
      return;
    }
    if (!patient && moved.stream().anyMatch(head -> found.contains(head.channel()))) {
      throw new StaleHead(false, !holding);
    }
    String rows = moved.stream().map(Head::change).collect(Collectors.joining(",", "[", "]"));
    Care care = care();
    List<Compared> compared =
        statements.query(
            dialect.storeHeads(care), row -> new Compared(KNOWN.map(row), row.getBoolean(3)), rows);
    boolean alone = !holding && care == Care.WAITING;
    holding = true;
    if (!compared.stream().allMatch(Compared::stored) || compared.size() < moved.size()) {
      learn(moved, byId(compared, Compared::id));
      throw new StaleHead(true, alone);
    }
    moved.forEach(Head::onStored);
  }

  private void learn(List<Head> moved, Map<Long, Compared> now) {
    for (Head head : moved) {
      Compared one = now.get(head.id());
      if (one == null || !one.stored()) {
        complainOfLoss(head, one);
        learn(head.channel(), one == null ? null : one.now());
      }
    }
  }

  /** As after a failover to a standby that had not got everything. */
  private static void complainOfLoss(Head head, @Nullable Compared now) {
    if (now != null && now.now().offset() < head.stored()) {
      LOG.error(
          "The database has lost events that were committed: {} was at {} and is at {}."
              + " See 'Data' in docs/operations.md.",
          head.channel().name(),
          head.stored(),
          now.now().offset());
    }
  }

  private Care care() {
    if (calm) {
      return Care.NONE;
    }
    return holding && !patient ? Care.CLAIMING : Care.WAITING;
  }

  /** Other rows are about to be locked, so the channels used so far must be first. */
  void beforeLocking() throws SQLException, StaleHead {
    if (!holding && !calm) {
      flush();
    }
    onChange();
  }

  /** The transaction locks or changes other rows, so it cannot go on as if it had just begun. */
  void onChange() {
    holding = true;
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
    used.values().forEach(head -> known.put(head.channel(), head.known()));
  }

  /** The channels used, with their ids. */
  Map<Channel, Long> used() {
    return used.values().stream().collect(Collectors.toMap(Head::channel, Head::id));
  }

  Set<Channel> disputed() {
    return disputed;
  }

  /** The works begin again, in the same transaction. */
  void again() {
    used.clear();
    found.clear();
    mark();
  }
}
