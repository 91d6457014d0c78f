package io.bellhop.sql;

import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires timers when they are due, each in the transaction that removes it, so exactly once though
 * several servers run it. One that fails is tried again after growing waits, up to an hour; the
 * others go on.
 */
public final class TimerRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TimerRunner.class);
  private static final int PAGE = 100;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Backoff FAILED = new Backoff(Duration.ofSeconds(2), Duration.ofHours(1));
  private static final String POSTPONE =
      "UPDATE timer SET attempts = attempts + 1, fire_at = ?"
          + " WHERE kind = ? AND key = ? AND due_at = ? AND attempts = ?";

  private final SqlLedger ledger;
  private final Map<String, Timer.Handler> handlers;
  private final InstantSource clock;
  private final String due;
  private final String first;
  private final String claim;
  private final Loop loop = new Loop("timers", this::step);
  private final Consumer<Committed> observer;

  /** When the first timer known here is due, in epoch milliseconds. */
  private final AtomicLong next = new AtomicLong();

  private long polled = Long.MIN_VALUE;

  public TimerRunner(SqlLedger ledger, List<Timer.Handler> handlers, InstantSource clock) {
    this.ledger = ledger;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(Timer.Handler::kind, Function.identity()));
    this.clock = clock;
    String kinds = handlers.stream().map(_ -> "?").collect(Collectors.joining(", "));
    this.due =
        "SELECT kind, key, due_at, data, attempts FROM timer WHERE fire_at <= ? AND kind IN ("
            + kinds
            + ") ORDER BY fire_at LIMIT "
            + PAGE;
    this.first = "SELECT fire_at FROM timer WHERE kind IN (" + kinds + ") ORDER BY fire_at LIMIT 1";
    this.claim =
        "DELETE FROM timer WHERE kind = ? AND key = (SELECT key FROM timer"
            + " WHERE kind = ? AND key = ? AND due_at = ? AND attempts = ?"
            + ledger.dialect().claiming()
            + ")";
    this.observer = committed -> onSet(committed.firstDue());
    ledger.observe(observer);
  }

  /** Starts a thread that ticks when something is due; none if there is nothing it could fire. */
  public void start() {
    if (!handlers.isEmpty()) {
      loop.start();
    }
  }

  private void onSet(long firstDue) {
    if (firstDue < next.getAndAccumulate(firstDue, Math::min)) {
      loop.wake();
    }
  }

  private Duration step() {
    int fired = tick();
    long wait = fired == 0 ? next.get() - clock.millis() : 0;
    return Duration.ofMillis(Math.clamp(wait, fired == 0 ? 1 : 0, POLL.toMillis()));
  }

  /**
   * Fires what is due, at most 100 timers. Costs no query if nothing is, but for one a second that
   * finds the timers of other servers.
   *
   * @return how many were due and are dealt with, here or by another server
   */
  public int tick() {
    long now = clock.millis();
    if (handlers.isEmpty() || (now < next.get() && hasPolled(now))) {
      return 0;
    }
    polled = now;
    next.set(Long.MAX_VALUE);
    List<TimerTable.Row> rows = ledger.query(due, TimerTable::map, parameters(now));
    int handled = fireAll(rows);
    next.accumulateAndGet(following(now, rows.size(), handled), Math::min);
    return handled;
  }

  /** Lately; a clock that was set back says nothing about when. */
  private boolean hasPolled(long now) {
    return polled <= now && now - polled < POLL.toMillis();
  }

  /** When to look again: those that the ledger could not take now are found by the next poll. */
  private long following(long now, int found, int handled) {
    if (handled < found) {
      return Long.MAX_VALUE;
    }
    return found == PAGE ? now : first();
  }

  private Object[] parameters(long now) {
    return Stream.concat(Stream.of(now), handlers.keySet().stream()).toArray();
  }

  private long first() {
    return ledger.query(first, row -> row.getLong(1), handlers.keySet().toArray()).stream()
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** Fires them side by side, so that they share commits. */
  private int fireAll(List<TimerTable.Row> rows) {
    AtomicInteger handled = new AtomicInteger();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      rows.forEach(row -> each.execute(() -> fire(row, handled)));
    }
    return handled.get();
  }

  private void fire(TimerTable.Row row, AtomicInteger handled) {
    try {
      var _ = ledger.write(tx -> fire(tx, row));
      handled.incrementAndGet();
    } catch (BellhopException e) {
      if (e.code() != ErrorCode.UNAVAILABLE && e.code() != ErrorCode.TIMEOUT) {
        postpone(row, e, handled);
      }
    } catch (RuntimeException e) {
      postpone(row, e, handled);
    }
  }

  private boolean fire(Tx tx, TimerTable.Row row) {
    Timer timer = row.timer();
    int claimed =
        SqlTx.of(tx)
            .update(claim, timer.kind(), timer.kind(), timer.key(), timer.due(), row.attempts());
    if (claimed == 1) {
      handler(timer).fire(tx, timer);
    }
    return claimed == 1;
  }

  private Timer.Handler handler(Timer timer) {
    Timer.Handler handler = handlers.get(timer.kind());
    if (handler == null) {
      throw new IllegalStateException("only timers with a handler are selected");
    }
    return handler;
  }

  private void postpone(TimerTable.Row row, RuntimeException failure, AtomicInteger handled) {
    Timer timer = row.timer();
    int failures = row.attempts() + 1;
    Instant again = clock.instant().plus(FAILED.after(failures));
    LOG.warn(
        "timer {} {} failed {} times, again at {}",
        timer.kind(),
        timer.key(),
        failures,
        again,
        failure);
    try {
      var _ =
          ledger.write(tx ->
              SqlTx.of(tx)
                  .update(POSTPONE, again, timer.kind(), timer.key(), timer.due(), row.attempts()));
      handled.incrementAndGet();
    } catch (BellhopException e) {
      LOG.warn("timer {} {} is tried again at the next poll", timer.kind(), timer.key(), e);
    }
  }

  /** Ends after what is being fired. */
  @Override
  public void close() {
    ledger.forget(observer);
    loop.close();
  }
}
