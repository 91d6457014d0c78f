package io.bellhop.sql;

import io.bellhop.engine.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is older than it must be kept: events by the retention of their channel, unless a
 * projector has yet to read them, and idempotency keys. Goes round the channels in small steps and
 * small transactions; offsets and heads stay as they are.
 */
public final class Janitor implements AutoCloseable {
  private static final Duration REQUESTS_KEPT = Duration.ofDays(7);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int CHANNELS = 200;
  private static final int CHUNK = 500;

  private static final String OLDEST =
      "SELECT channel.id, site, name, floor, at FROM channel"
          + " JOIN event ON event.channel_id = channel.id AND event_offset = floor"
          + " WHERE channel.id > ? ORDER BY channel.id LIMIT "
          + CHANNELS;
  private static final String UNREAD = "SELECT MIN(position) FROM checkpoint";
  private static final String EXPIRED =
      "SELECT COALESCE(MAX(event_offset), 0) FROM (SELECT event_offset, at, position FROM event"
          + " WHERE channel_id = ? AND event_offset >= ? ORDER BY event_offset LIMIT "
          + CHUNK
          + ") AS oldest WHERE at < ? AND position <= ?";
  private static final String RAISE = "UPDATE channel SET floor = ? WHERE id = ? AND floor < ?";
  private static final String REMOVE =
      "DELETE FROM event WHERE channel_id = ? AND event_offset < ?";
  private static final String FORGET =
      "DELETE FROM request WHERE key IN"
          + " (SELECT key FROM request WHERE at < ? ORDER BY at LIMIT "
          + CHUNK
          + ")";

  private record Oldest(long channelId, Channel channel, long floor, Instant at) {}

  private final SqlLedger ledger;
  private final Function<Channel, @Nullable Duration> retention;
  private final InstantSource clock;
  private final Loop loop = new Loop("janitor", this::step);
  private long lastChannel;

  /**
   * @param retention of a channel; null keeps for ever
   */
  public Janitor(
      SqlLedger ledger, Function<Channel, @Nullable Duration> retention, InstantSource clock) {
    this.ledger = ledger;
    this.retention = retention;
    this.clock = clock;
  }

  /** Starts a thread that ticks now and then, more often while there is much to remove. */
  public void start() {
    loop.start();
  }

  private Duration step() {
    return tick(clock.instant()) == 0 && lastChannel == 0 ? PAUSE : Duration.ofMillis(100);
  }

  /**
   * Takes one step: the next 200 channels, at most 500 events of each, and 500 idempotency keys.
   *
   * @return how many rows it removed
   */
  public int tick(Instant now) {
    long read = read();
    List<Oldest> channels = ledger.query(OLDEST, Janitor::oldest, lastChannel);
    int removed = 0;
    for (Oldest oldest : channels) {
      removed += expire(oldest, now, read);
    }
    lastChannel = channels.size() < CHANNELS ? 0 : channels.getLast().channelId();
    return removed + forgetRequests(now);
  }

  /** The position up to which every projector has read. */
  private long read() {
    return ledger
        .query(
            UNREAD,
            row -> {
              long position = row.getLong(1);
              return row.wasNull() ? Long.MAX_VALUE : position;
            })
        .getFirst();
  }

  private static Oldest oldest(ResultSet row) throws SQLException {
    return new Oldest(
        row.getLong("id"),
        new Channel(row.getString("site"), row.getString("name")),
        row.getLong("floor"),
        Rows.instant(row, "at"));
  }

  private int expire(Oldest oldest, Instant now, long read) {
    Duration kept = retention.apply(oldest.channel());
    if (kept == null || !oldest.at().isBefore(now.minus(kept))) {
      return 0;
    }
    long last =
        ledger
            .query(
                EXPIRED,
                row -> row.getLong(1),
                oldest.channelId(),
                oldest.floor(),
                now.minus(kept),
                read)
            .getFirst();
    return last == 0 ? 0 : remove(oldest, last + 1);
  }

  private int remove(Oldest oldest, long floor) {
    return ledger.write(tx -> {
      SqlTx sql = SqlTx.of(tx);
      sql.hold(oldest.channel());
      int raised = sql.update(RAISE, floor, oldest.channelId(), floor);
      return raised == 0 ? 0 : sql.update(REMOVE, oldest.channelId(), floor);
    });
  }

  private int forgetRequests(Instant now) {
    Instant before = now.minus(REQUESTS_KEPT);
    boolean any =
        !ledger.query("SELECT 1 FROM request WHERE at < ? LIMIT 1", _ -> true, before).isEmpty();
    return any ? ledger.write(tx -> SqlTx.of(tx).update(FORGET, before)) : 0;
  }

  @Override
  public void close() {
    loop.close();
  }
}
