package io.bellhop.sql;

import io.bellhop.engine.Channel;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits groups of writes. What goes wrong costs a group a bounded number of attempts: two more
 * because of its works, a few because of the database. Confined to the writer thread.
 */
final class GroupCommit {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int MAX_RETRIES = 5;
  private static final int KNOWN_HEADS = 20_000;

  /** Groups without a stale head after which it is taken that nobody else writes the same. */
  private static final int CALM_AFTER = 1_000;

  /** So few callers are woken faster than another thread is. */
  private static final int FEW = 8;

  private static final Backoff RETRY = new Backoff(Duration.ofMillis(4), Duration.ofMillis(100));

  private final Dialect dialect;
  private final Session session;
  private final Codec codec;
  private final InstantSource clock;
  private final LedgerStats stats;
  private final Consumer<Committed> listener;
  private final Map<Channel, Heads.Known> known = new BoundedMap<>(KNOWN_HEADS);
  private int untilCalm = CALM_AFTER;

  GroupCommit(
      Dialect dialect,
      Session session,
      Codec codec,
      InstantSource clock,
      LedgerStats stats,
      Consumer<Committed> listener) {
    this.dialect = dialect;
    this.session = session;
    this.codec = codec;
    this.clock = clock;
    this.stats = stats;
    this.listener = listener;
  }

  /** Answers every write of the group, after the commit or with what prevents it. */
  void commit(List<Write<?>> group) {
    try {
      Plan plan = new Plan(group);
      while (!attempt(plan)) {
        stats.onRetried();
      }
    } catch (RuntimeException | Error e) {
      LOG.error("a group of writes failed", e);
      session.close();
      fail(group, BellhopException.internal(e));
    }
  }

  /** Makes one attempt; false if there should be another. */
  private boolean attempt(Plan plan) {
    List<Write<?>> group = plan.group;
    try {
      long start = System.nanoTime();
      Statements statements = session.open();
      Heads heads = new Heads(dialect, statements, known, untilCalm == 0, plan.isPatient());
      Committed committed = run(plan, statements, heads);
      session.commit();
      heads.onCommitted();
      stats.onCommitted(group.size(), committed.events().size(), System.nanoTime() - start);
      listener.accept(committed);
      untilCalm = Math.max(0, untilCalm - 1);
      answer(group);
      return true;
    } catch (OutcomeUnknown e) {
      LOG.warn("a commit's outcome is not known", e);
      stats.onUncertain();
      session.close();
      fail(group, BellhopException.causedBy(ErrorCode.TIMEOUT, "the outcome is not known", e));
      return true;
    } catch (StaleHead e) {
      session.rollback();
      return false;
    } catch (Spoiled e) {
      session.rollback();
      return !plan.suspect(e.write()) && failed(group, BellhopException.internal(e));
    } catch (SQLException e) {
      Trouble trouble = session.isOpen() ? dialect.trouble(e) : Trouble.EXHAUSTED;
      return !mayRetry(plan, trouble) && failed(group, trouble.told(e));
    }
  }

  /** Waking many callers takes as long as a flush, and the next group waits for this thread. */
  private static void answer(List<Write<?>> group) {
    if (group.size() < FEW) {
      group.forEach(Write::answerStaged);
    } else {
      Thread.startVirtualThread(() -> group.forEach(Write::answerStaged));
    }
  }

  private Committed run(Plan plan, Statements statements, Heads heads)
      throws SQLException, StaleHead, Spoiled {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    heads.reserve(plan.disputed);
    heads.lock(plan.channels);
    while (true) {
      try {
        return new Attempt(dialect, statements, codec, now, heads).run(plan.group, plan.suspects);
      } catch (StaleHead e) {
        untilCalm = e.moved() ? CALM_AFTER : untilCalm;
        plan.onStale(heads);
        if (!e.alone() || !plan.suspects.isEmpty() || plan.isPatient()) {
          throw e;
        }
        stats.onRetried();
        heads.again();
      }
    }
  }

  private boolean mayRetry(Plan plan, Trouble trouble) {
    session.rollback();
    switch (trouble) {
      case CONFLICT -> LockSupport.parkNanos(RETRY.after(++plan.retries).toNanos());
      case LOST -> {
        session.close();
        LockSupport.parkNanos(RETRY.after(++plan.retries).toNanos());
      }
      case CONSTRAINT, FAULT -> {
        return plan.suspect(null);
      }
      case EXHAUSTED -> plan.retries = Integer.MAX_VALUE;
    }
    return plan.retries <= MAX_RETRIES;
  }

  private boolean failed(List<Write<?>> group, BellhopException failure) {
    LOG.warn("{} writes failed: {}", group.size(), failure.toString(), failure);
    fail(group, failure);
    return true;
  }

  private void fail(List<Write<?>> group, RuntimeException failure) {
    stats.onFailed(group.size());
    group.forEach(write -> write.fail(failure));
  }
}
