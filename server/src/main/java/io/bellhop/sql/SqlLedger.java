package io.bellhop.sql;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Position;
import io.bellhop.engine.Tracer;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger on SQLite or PostgreSQL. Writes of all callers are committed in groups by one thread,
 * on which the works and the listener run; reads have connections of their own.
 */
public final class SqlLedger implements Ledger, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlLedger.class);
  private static final Duration ARRIVAL = Duration.ofMinutes(5);

  private final Dialect dialect;
  private final Codec codec;
  private final Duration timeout;
  private final Tracer tracer;
  private final Ledger.Listener listener;
  private final List<Consumer<Committed>> observers = new CopyOnWriteArrayList<>();
  private final Readers readers;
  private final ChannelReader channels;
  private final Settled settled;
  private final LedgerStats stats;
  private final Writer writer;

  private SqlLedger(
      SqlSettings settings,
      Dialect dialect,
      Session session,
      Codec codec,
      InstantSource clock,
      Tracer tracer,
      Ledger.Listener listener)
      throws SQLException {
    this.dialect = dialect;
    this.tracer = tracer;
    this.codec = codec;
    this.timeout = settings.timeout();
    this.listener = listener;
    this.channels = new ChannelReader(epoch(session.open()));
    this.readers = new Readers(dialect);
    this.settled = dialect.settled(readers);
    BlockingQueue<Write<?>> queue = Writer.queue(settings.queue());
    this.stats = new LedgerStats(queue::size);
    GroupCommit groups = new GroupCommit(dialect, session, codec, clock, stats, this::onCommitted);
    this.writer = new Writer(session, groups, stats, queue);
  }

  /**
   * Opens the store, creating or migrating its tables. Waits five minutes for a database that is
   * not there yet.
   *
   * @param listener runs on the writer thread, so it must return quickly
   * @throws IllegalStateException if the store cannot be used: not there, or taken by another
   *     server
   */
  public static SqlLedger open(
      SqlSettings settings, Codec codec, InstantSource clock, Ledger.Listener listener) {
    return open(settings, codec, clock, Tracer.NONE, listener);
  }

  /** As {@link #open(SqlSettings, Codec, InstantSource, Ledger.Listener)}, and may be followed. */
  public static SqlLedger open(
      SqlSettings settings,
      Codec codec,
      InstantSource clock,
      Tracer tracer,
      Ledger.Listener listener) {
    Dialect dialect = Dialect.of(settings.store());
    Session session = new Session(dialect);
    try {
      if (dialect.isShared()) {
        new Arrival(dialect, ARRIVAL).await();
      }
      Migrations.run(dialect);
      SqlLedger ledger = new SqlLedger(settings, dialect, session, codec, clock, tracer, listener);
      ledger.writer.start();
      return ledger;
    } catch (SQLException | RuntimeException e) {
      session.close();
      dialect.close();
      throw new IllegalStateException("cannot open " + settings.store(), e);
    }
  }

  private static String epoch(Statements statements) throws SQLException {
    statements.update(
        "INSERT INTO ledger (id, epoch) VALUES (1, ?) ON CONFLICT (id) DO NOTHING", Epoch.fresh());
    String epoch = statements.query("SELECT epoch FROM ledger", row -> row.getString(1)).getFirst();
    statements.connection().commit();
    return epoch;
  }

  @Override
  public <R> R write(Work<R> work) {
    return submit(work, null);
  }

  @Override
  public <R> R write(Once<R> once, Work<R> work) {
    return submit(work, Write.Key.of(once));
  }

  private <R> R submit(Work<R> work, Write.@Nullable Key<R> key) {
    try (Tracer.Span span = tracer.step("ledger.write")) {
      Write<R> write = new Write<>(work, key, tracer.current());
      try {
        writer.submit(write);
        return write.await(timeout, codec);
      } catch (BellhopException e) {
        span.failed(e.code());
        throw e;
      }
    }
  }

  @Override
  public Position head(Channel channel) {
    return channels.head(readers, channel);
  }

  @Override
  public Map<Channel, Long> heads(Collection<Channel> channels) {
    return channels.isEmpty() ? Map.of() : this.channels.heads(readers, channels);
  }

  @Override
  public @Nullable List<Event> read(Channel channel, long after, int limit) {
    return channels.read(readers, channel, after, limit);
  }

  /** The kept events of a channel that somebody did, oldest first. Reads the whole channel. */
  public List<Event> by(Channel channel, String actor, long after, int limit) {
    return channels.by(readers, channel, actor, after, limit);
  }

  /** The kept events of a channel with a text in their JSON. As {@link #by}. */
  public List<Event> containing(Channel channel, String text, long after, int limit) {
    return channels.containing(readers, channel, text, after, limit);
  }

  /**
   * Selects rows outside of a transaction: what is committed now.
   *
   * @throws io.bellhop.protocol.BellhopException unavailable if no connection is free in time
   */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return readers.query(sql, mapper, parameters);
  }

  /** Which database it is, for a store that must say something differently to each. */
  public <T> T choose(T sqlite, T postgresql) {
    return switch (dialect) {
      case SqliteDialect _ -> sqlite;
      case PostgresqlDialect _ -> postgresql;
      default -> throw new IllegalStateException("no such database: " + dialect.name());
    };
  }

  /** Whether the database could be reached when it was last needed. */
  public boolean ready() {
    return writer.isReady();
  }

  public LedgerStats stats() {
    return stats;
  }

  Settled settled() {
    return settled;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Has it told after each commit, on the writer thread. */
  void observe(Consumer<Committed> observer) {
    observers.add(observer);
  }

  void forget(Consumer<Committed> observer) {
    observers.remove(observer);
  }

  private void onCommitted(Committed committed) {
    if (!committed.events().isEmpty()) {
      guarded(() -> listener.onCommitted(committed.events()));
    }
    for (Consumer<Committed> observer : observers) {
      guarded(() -> observer.accept(committed));
    }
  }

  private static void guarded(Runnable told) {
    try {
      told.run();
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      LOG.error("a listener of the ledger failed", e);
    }
  }

  /** Commits what was taken in, then closes the store. */
  @Override
  public void close() {
    writer.close();
    readers.close();
    dialect.close();
  }
}
