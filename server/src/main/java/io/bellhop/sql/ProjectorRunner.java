package io.bellhop.sql;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Projector;
import io.bellhop.engine.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Drives one projector: page after page of events, each in the transaction that moves the
 * checkpoint, so that its effects happen once though several servers run it. A page that fails is
 * tried again with growing waits and never left out.
 */
public final class ProjectorRunner implements AutoCloseable {
  private static final int PAGE = 256;
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A page costs a transaction, so while events come on and on some are let gather. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  private static final Duration UNSETTLED = Duration.ofMillis(10);
  private static final String REGISTER =
      "INSERT INTO checkpoint (name, position) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";
  private static final String CHECKPOINT = "SELECT position FROM checkpoint WHERE name = ?";
  private static final String MOVE =
      "UPDATE checkpoint SET position = ? WHERE name = ? AND position = ?";
  private static final String EVENTS =
      "SELECT position, site, name, event_offset, type, data, at, actor FROM event"
          + " JOIN channel ON channel.id = event.channel_id"
          + " WHERE position > ? AND position <= ? ORDER BY position LIMIT "
          + PAGE;
  private static final String NEWER = "SELECT 1 FROM event WHERE position > ? LIMIT 1";
  private static final long UNKNOWN = -1;
  private static final int SETTLING_TRIES = 100;

  private record Placed(long position, Event event) {}

  private final SqlLedger ledger;
  private final Projector projector;
  private final Loop loop;
  private final Consumer<Committed> observer;
  private long checkpoint = UNKNOWN;

  public ProjectorRunner(SqlLedger ledger, Projector projector) {
    this.ledger = ledger;
    this.projector = projector;
    this.loop = new Loop("projector " + projector.name(), this::step);
    this.observer = committed -> onCommitted(committed.events());
  }

  /** Starts it; from the first time on it sees every event that is committed. */
  public void start() {
    register();
    ledger.observe(observer);
    loop.start();
  }

  private void onCommitted(List<Event> events) {
    if (!events.isEmpty()) {
      loop.wake();
    }
  }

  /** A new projector begins where everything before has settled. */
  void register() {
    if (load() == UNKNOWN) {
      long end = settledEnd();
      ledger.write(tx -> SqlTx.of(tx).update(REGISTER, projector.name(), end));
    }
  }

  /** Waits a little for transactions in flight; giving up only means to see more than one must. */
  private long settledEnd() {
    long end = ledger.settled().position();
    for (int i = 0; i < SETTLING_TRIES && isNewer(end); i++) {
      LockSupport.parkNanos(UNSETTLED.toNanos());
      end = ledger.settled().position();
    }
    return end;
  }

  private boolean isNewer(long position) {
    return !ledger.query(NEWER, _ -> true, position).isEmpty();
  }

  private long load() {
    return ledger.query(CHECKPOINT, row -> row.getLong(1), projector.name()).stream()
        .findFirst()
        .orElse(UNKNOWN);
  }

  private Duration step() {
    int taken = advance();
    if (taken == 0) {
      return isNewer(checkpoint) ? UNSETTLED : POLL;
    }
    if (taken < PAGE) {
      LockSupport.parkNanos(GATHERING.toNanos());
    }
    return Duration.ZERO;
  }

  /** Takes the next page; returns how many events that were. */
  int advance() {
    if (checkpoint == UNKNOWN) {
      checkpoint = load();
    }
    long bound = ledger.settled().position();
    List<Placed> page =
        bound > checkpoint
            ? ledger.query(EVENTS, ProjectorRunner::placed, checkpoint, bound)
            : List.of();
    if (!page.isEmpty()) {
      project(page);
    }
    return page.size();
  }

  private void project(List<Placed> page) {
    long from = checkpoint;
    long to = page.getLast().position();
    Consumer<Tx> effects = projector.project(page.stream().map(Placed::event).toList());
    checkpoint = UNKNOWN;
    boolean mine =
        ledger.write(tx -> {
          int moved = SqlTx.of(tx).update(MOVE, to, projector.name(), from);
          if (moved == 1) {
            effects.accept(tx);
          }
          return moved == 1;
        });
    if (mine) {
      checkpoint = to;
    }
  }

  private static Placed placed(ResultSet row) throws SQLException {
    Channel channel = new Channel(row.getString("site"), row.getString("name"));
    Event event = ChannelReader.event(channel, row.getLong("event_offset"), row);
    return new Placed(row.getLong("position"), event);
  }

  /** Ends after the current page. */
  @Override
  public void close() {
    ledger.forget(observer);
    loop.close();
  }
}
