package io.bellhop.sql;

import io.bellhop.protocol.Json;

/** What became of a write. */
sealed interface Outcome<R> {
  /** The work ran. */
  record Done<R>(R result) implements Outcome<R> {}

  /** It had been done before: the answer of then. */
  record Repeated<R>(Json answer, Class<R> type) implements Outcome<R> {}

  /** It changed nothing, or the outcome is not known. */
  record Failed<R>(RuntimeException failure) implements Outcome<R> {}
}
