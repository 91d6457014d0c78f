package io.bellhop.sql;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;

/** What a failure of the database means for the transaction it happened in. */
enum Trouble {
  /** A row is against a constraint: the fault of one work. */
  CONSTRAINT,
  /** Any other fault of one work, for example wrong SQL. */
  FAULT,
  /** Another transaction was in the way: the same may succeed now. */
  CONFLICT,
  /** The connection is gone. */
  LOST,
  /** The database cannot take it now: disk full, too many connections. */
  EXHAUSTED;

  private static final Duration AFTER = Duration.ofSeconds(1);

  /** Whether one work is to blame, so that the others may go on without it. */
  boolean blamesOne() {
    return this == CONSTRAINT || this == FAULT;
  }

  /** The failure as the caller sees it. */
  BellhopException told(SQLException cause) {
    return switch (this) {
      case CONSTRAINT ->
          BellhopException.causedBy(ErrorCode.CONFLICT, "against what is stored already", cause);
      case FAULT -> BellhopException.internal(cause);
      case CONFLICT, LOST, EXHAUSTED -> unavailable("the database cannot take it now");
    };
  }

  static BellhopException unavailable(String message) {
    return BellhopException.retryAfter(ErrorCode.UNAVAILABLE, message, AFTER);
  }
}
