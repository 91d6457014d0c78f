package io.bellhop.sql;

import org.jspecify.annotations.Nullable;

/**
 * A transaction locks its channels, which gives it its id, and only then draws positions. So those
 * who drew what the sequence has given out by now have ids below one that is drawn afterwards, and
 * have ended once no transaction below that id is running.
 */
final class PostgresqlSettled implements Settled {
  private static final String DRAWN =
      "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM event_position_seq";
  private static final String OWN_ID = "SELECT pg_current_xact_id()::text::bigint";
  private static final String OLDEST_RUNNING =
      "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

  private record Candidate(long position, long below) {}

  private final Readers readers;
  private @Nullable Candidate candidate;
  private long settled;

  PostgresqlSettled(Readers readers) {
    this.readers = readers;
  }

  @Override
  public synchronized long position() {
    Candidate next = candidate == null ? propose() : candidate;
    if (next != null && number(OLDEST_RUNNING) >= next.below()) {
      settled = next.position();
      next = null;
    }
    candidate = next;
    return settled;
  }

  /** Each statement is a transaction of its own and starts after the one before has ended. */
  private @Nullable Candidate propose() {
    long drawn = number(DRAWN);
    return drawn <= settled ? null : new Candidate(drawn, number(OWN_ID));
  }

  private long number(String sql) {
    return readers.query(sql, row -> row.getLong(1)).getFirst();
  }
}
