package io.bellhop.sql;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transaction with plain SQL, for the stores of features. Parameters are long, int, String,
 * byte[], boolean, {@link Instant} (as epoch milliseconds) or null.
 *
 * <p>Inserts are written together with those of other works. A query or update sees all earlier
 * writes to the tables that it names; so tables have no triggers, views or cascades.
 *
 * <p>A statement that fails ends the work: it is rolled back even if it catches the exception.
 */
public final class SqlTx implements Tx {
  /** Of SELECT … FOR UPDATE or FOR SHARE. */
  private static final String LOCKING = "for";

  private static final String REDACT =
      "UPDATE event SET data = ? WHERE event_offset = ?"
          + " AND channel_id = (SELECT id FROM channel WHERE site = ? AND name = ?)";
  private static final String DISOWN =
      "UPDATE event SET data = ?, actor = NULL WHERE event_offset = ?"
          + " AND channel_id = (SELECT id FROM channel WHERE site = ? AND name = ?)";
  private static final String FORGET =
      "UPDATE channel SET floor = head + 1 WHERE site = ? AND name = ?";
  private static final String DELETE_FORGOTTEN =
      "DELETE FROM event WHERE position IN (SELECT position FROM event JOIN channel"
          + " ON channel.id = channel_id WHERE site = ? AND name = ? ORDER BY event_offset LIMIT ?)";

  private final Attempt attempt;
  private final @Nullable String trace;
  private final Pending pending = new Pending();
  private final List<Event> events = new ArrayList<>();
  private @Nullable Exception fault;
  private @Nullable Json answer;
  private long firstDue = Long.MAX_VALUE;
  private boolean changed;
  private boolean over;

  /**
   * @param trace of what its caller is doing; its events carry it on
   */
  SqlTx(Attempt attempt, @Nullable String trace) {
    this.attempt = attempt;
    this.trace = trace;
  }

  /** The transaction as one with SQL. */
  public static SqlTx of(Tx tx) {
    return (SqlTx) tx;
  }

  @Override
  public Instant now() {
    return attempt.now();
  }

  @Override
  public Event append(Channel channel, String type, Object data, @Nullable String actor) {
    Json json = attempt.encode(data);
    Head head = run(() -> attempt.heads().advance(channel));
    pending.event(head.id(), head.offset(), type, json.text(), now(), actor);
    Event event = new Event(channel, head.offset(), type, json, now(), actor, trace);
    events.add(event);
    return event;
  }

  @Override
  public void set(Timer timer) {
    requireOpen();
    pending.timer(new Pending.TimerChange(timer.kind(), timer.key(), timer));
    firstDue = Math.min(firstDue, timer.due().toEpochMilli());
  }

  @Override
  public void cancel(String kind, String key) {
    requireOpen();
    pending.timer(new Pending.TimerChange(kind, key, null));
  }

  /**
   * Adds a row, at the end of the work or later. One that is against a constraint fails the work
   * with {@code conflict}; a work that wants to know uses {@link #update}.
   *
   * @param sql {@code INSERT INTO … VALUES (?, …)}, without RETURNING
   */
  public void insert(String sql, @Nullable Object... parameters) {
    requireOpen();
    pending.insert(sql, parameters);
  }

  /**
   * Runs a statement now.
   *
   * @return how many rows it changed
   * @throws io.bellhop.protocol.BellhopException conflict if it is against a constraint
   */
  public int update(String sql, @Nullable Object... parameters) {
    return run(() -> {
      changed = true;
      beforeLocking();
      flushFor(sql);
      return attempt.statements().update(sql, parameters);
    });
  }

  /** Selects rows; at most what fits in memory, so the statement sets a limit. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return run(() -> {
      if (SqlWords.of(sql).contains(LOCKING)) {
        beforeLocking();
      }
      flushFor(sql);
      return attempt.statements().query(sql, mapper, parameters);
    });
  }

  /** Channels are locked before other rows; those that a work uses later are not waited for. */
  private void beforeLocking() throws SQLException, StaleHead {
    changed |= !pending.isEmpty();
    attempt.heads().beforeLocking();
  }

  /**
   * Puts other data in the place of an event's that must not be kept. Its offset stays; who has had
   * it before is not told.
   *
   * @param data a record or {@link Json}
   */
  public void redact(Channel channel, long offset, Object data) {
    update(REDACT, attempt.encode(data).text(), offset, channel.site(), channel.name());
  }

  /** As {@link #redact}, and the event no longer says who did it. */
  public void disown(Channel channel, long offset, Object data) {
    update(DISOWN, attempt.encode(data).text(), offset, channel.site(), channel.name());
  }

  /**
   * Makes an end of a channel's past: whoever has not had all of it yet is told to begin anew, as
   * after its retention. Offsets go on.
   *
   * @param most how many events to delete now
   * @return how many it deleted; fewer than {@code most} once all are gone
   */
  public int forget(Channel channel, int most) {
    hold(channel);
    update(FORGET, channel.site(), channel.name());
    return update(DELETE_FORGOTTEN, channel.site(), channel.name(), most);
  }

  /** Locks a channel, as an event of it would: the way to its row where other rows are locked. */
  void hold(Channel channel) {
    changed = true;
    run(() -> attempt.heads().hold(channel));
  }

  /** Remembers the answer for a repeated request. */
  void answer(Write.Key<?> key, Json json) {
    answer = json;
    pending.request(key.key().bytes(), key.hash().bytes(), json.text(), now());
  }

  /** Writes all rows of this work. */
  void flush() throws SQLException, StaleHead {
    changed |= !pending.isEmpty();
    attempt.store(pending);
  }

  private void flushFor(String sql) throws SQLException, StaleHead {
    Set<String> words = SqlWords.of(sql);
    if (attempt.concerns(words) || pending.concerns(words)) {
      attempt.flush();
      flush();
    }
  }

  private <R> R run(Step<R> step) {
    requireOpen();
    try {
      return step.run();
    } catch (SQLException e) {
      fault = e;
      throw attempt.told(e);
    } catch (StaleHead e) {
      fault = e;
      throw Trouble.unavailable("another server was faster");
    }
  }

  private void requireOpen() {
    if (over || fault != null) {
      throw new IllegalStateException("this transaction is over");
    }
  }

  /** The work has ended; its transaction must not be used by anyone any more. */
  void end() {
    over = true;
  }

  /** What went wrong in the database, whether the work took notice or not. */
  @Nullable Exception fault() {
    return fault;
  }

  /** Whether the database holds something of this work, so that dropping it takes a rollback. */
  boolean hasChanged() {
    return changed;
  }

  /** The answer to repeat, if the write has a key. */
  @Nullable Json answer() {
    return answer;
  }

  /** When the first timer it has set is due, in epoch milliseconds. */
  long firstDue() {
    return firstDue;
  }

  Pending pending() {
    return pending;
  }

  List<Event> events() {
    return events;
  }

  @FunctionalInterface
  private interface Step<R> {
    R run() throws SQLException, StaleHead;
  }
}
