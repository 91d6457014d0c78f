package io.bellhop.sql;

import io.bellhop.engine.Event;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Json;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One transaction for a group of writes, up to its commit. Works run one after the other; their
 * rows are written together at the end, or before a statement that must see them.
 */
final class Attempt {
  private final Dialect dialect;
  private final Statements statements;
  private final Codec codec;
  private final Instant now;
  private final Heads heads;
  private final Requests requests;
  private final Pending pending = new Pending();
  private final List<Event> events = new ArrayList<>();
  private long firstDue = Long.MAX_VALUE;

  Attempt(Dialect dialect, Statements statements, Codec codec, Instant now, Heads heads) {
    this.dialect = dialect;
    this.statements = statements;
    this.codec = codec;
    this.now = now;
    this.heads = heads;
    this.requests = new Requests(dialect, statements);
  }

  /**
   * Runs the works and stages their outcomes.
   *
   * @param suspects works to run within a savepoint of their own, so that they harm nobody
   */
  Committed run(List<Write<?>> group, Set<Write<?>> suspects)
      throws SQLException, StaleHead, Spoiled {
    requests.load(group.stream());
    for (Write<?> write : group) {
      if (suspects.contains(write)) {
        runApart(write);
      } else {
        runTogether(write);
      }
    }
    flushAll();
    return new Committed(events, firstDue);
  }

  private <R> void runTogether(Write<R> write) throws SQLException, StaleHead, Spoiled {
    Outcome<R> outcome = requests.outcome(write.key());
    if (outcome == null) {
      SqlTx tx = new SqlTx(this, write.trace());
      outcome = outcome(write, tx);
      if (outcome instanceof Outcome.Failed<R>(RuntimeException failure)) {
        drop(write, tx, failure);
      } else {
        requireSound(write, tx);
        keep(write, tx);
      }
    }
    write.stage(outcome);
  }

  private void drop(Write<?> write, SqlTx tx, RuntimeException failure)
      throws SQLException, StaleHead, Spoiled {
    requireSound(write, tx);
    if (tx.hasChanged()) {
      throw new Spoiled(write, failure);
    }
    heads.undo();
  }

  /** A work may have caught the exception of a statement that failed. */
  private void requireSound(Write<?> write, SqlTx tx) throws SQLException, StaleHead, Spoiled {
    switch (tx.fault()) {
      case null -> {}
      case SQLException e when dialect.trouble(e).blamesOne() -> throw new Spoiled(write, e);
      case SQLException e -> throw e;
      case StaleHead e -> throw e;
      case Exception e -> throw new IllegalStateException(e);
    }
  }

  private <R> void runApart(Write<R> write) throws SQLException, StaleHead, Spoiled {
    flushAll();
    Outcome<R> outcome = requests.outcome(write.key());
    if (outcome == null) {
      Savepoint savepoint = statements.connection().setSavepoint();
      SqlTx tx = new SqlTx(this, write.trace());
      outcome = outcome(write, tx);
      RuntimeException failure = failure(write, tx, outcome);
      if (failure == null) {
        statements.connection().releaseSavepoint(savepoint);
        keep(write, tx);
      } else {
        statements.connection().rollback(savepoint);
        heads.onRolledBack();
        outcome = outcomeElsewhere(write, failure);
      }
    }
    write.stage(outcome);
  }

  /** Why the work has failed, its rows being written; null if it has not. */
  private <R> @Nullable RuntimeException failure(Write<R> write, SqlTx tx, Outcome<R> outcome)
      throws SQLException, StaleHead {
    try {
      requireSound(write, tx);
      if (outcome instanceof Outcome.Failed<R>(RuntimeException failure)) {
        return failure;
      }
      tx.flush();
      return null;
    } catch (SQLException e) {
      if (dialect.trouble(e).blamesOne()) {
        return told(e);
      }
      throw e;
    } catch (Spoiled e) {
      return outcome instanceof Outcome.Failed<R>(RuntimeException failure)
          ? failure
          : BellhopException.internal(e);
    }
  }

  /** It may have failed because another server carried out the same request in the meantime. */
  private <R> Outcome<R> outcomeElsewhere(Write<R> write, RuntimeException failure)
      throws SQLException {
    requests.load(List.of(write).stream());
    Outcome<R> outcome = requests.outcome(write.key());
    return outcome == null ? new Outcome.Failed<>(failure) : outcome;
  }

  private <R> Outcome<R> outcome(Write<R> write, SqlTx tx) {
    heads.mark();
    try {
      R result = write.run(tx);
      Write.Key<R> key = write.key();
      if (key != null) {
        tx.answer(key, codec.write(result));
      }
      return new Outcome.Done<>(result);
    } catch (RuntimeException e) {
      return new Outcome.Failed<>(e);
    } catch (StackOverflowError | AssertionError | LinkageError e) {
      return new Outcome.Failed<>(BellhopException.internal(e));
    } finally {
      tx.end();
    }
  }

  private void keep(Write<?> write, SqlTx tx) {
    requests.add(write.key(), tx.answer());
    firstDue = Math.min(firstDue, tx.firstDue());
    events.addAll(tx.events());
    pending.addAll(tx.pending());
  }

  /** Writes all rows that wait. */
  private void flushAll() throws SQLException, StaleHead, Spoiled {
    try {
      flush();
    } catch (SQLException e) {
      if (dialect.trouble(e).blamesOne()) {
        throw new Spoiled(null, e);
      }
      throw e;
    }
  }

  /** Whether rows of earlier works wait for a table that is named here. */
  boolean concerns(Set<String> words) {
    return pending.concerns(words);
  }

  /** Writes the rows of earlier works. */
  void flush() throws SQLException, StaleHead {
    store(pending);
  }

  /** Heads first: that locks the channels, so positions are drawn in the order of offsets. */
  void store(Pending rows) throws SQLException, StaleHead {
    heads.flush();
    if (!rows.isEmpty()) {
      heads.onChange();
    }
    for (Map.Entry<String, List<@Nullable Object[]>> entry : rows.rows().entrySet()) {
      statements.batch(entry.getKey(), entry.getValue());
    }
    rows.clear();
  }

  Instant now() {
    return now;
  }

  Heads heads() {
    return heads;
  }

  Statements statements() {
    return statements;
  }

  Json encode(Object data) {
    return codec.write(data);
  }

  RuntimeException told(SQLException failure) {
    return dialect.trouble(failure).told(failure);
  }
}
