package io.bellhop.sql;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Tx;
import io.bellhop.json.JacksonCodec;
import io.bellhop.protocol.Codec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A fresh database with the ledgers that a test opens on it. */
final class Fixture implements AutoCloseable {
  record Note(String text) {}

  final SettableClock clock = new SettableClock();
  final Codec codec = new JacksonCodec();
  final SqlSettings settings;
  final List<Event> delivered = new CopyOnWriteArrayList<>();
  private final List<SqlLedger> opened = new ArrayList<>();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  Fixture(Database database, Path folder) {
    settings = database.fresh(folder);
  }

  SqlLedger open() {
    return open(settings, delivered::addAll);
  }

  SqlLedger open(SqlSettings changed, Ledger.Listener listener) {
    SqlLedger ledger = SqlLedger.open(changed, codec, clock, listener);
    opened.add(ledger);
    return ledger;
  }

  static Channel channel(String name) {
    return new Channel("demo", name);
  }

  static Event append(Tx tx, String channel, String text) {
    return tx.append(channel(channel), "note", new Note(text), "ann");
  }

  /** The same write by another thread. */
  <R> Future<R> writing(SqlLedger ledger, Ledger.Work<R> work) {
    return callers.submit(() -> ledger.write(work));
  }

  <R> Future<R> calling(java.util.concurrent.Callable<R> call) {
    return callers.submit(call);
  }

  /**
   * Keeps the writer busy until the latch opens, so that what is written meanwhile is one group.
   */
  CountDownLatch holdWriter(SqlLedger ledger) throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    var _ =
        writing(
            ledger,
            _ -> {
              held.countDown();
              awaitQuietly(release);
              return true;
            });
    held.await();
    return release;
  }

  /** Hands in all works while the writer is held, so that they are one group, in this order. */
  <R> List<Future<R>> together(SqlLedger ledger, List<Ledger.Work<R>> works)
      throws InterruptedException {
    CountDownLatch release = holdWriter(ledger);
    List<Future<R>> answers = new ArrayList<>();
    for (Ledger.Work<R> work : works) {
      int queued = ledger.stats().queued();
      answers.add(writing(ledger, work));
      while (ledger.stats().queued() == queued) {
        Thread.onSpinWait();
      }
    }
    release.countDown();
    return answers;
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    opened.forEach(SqlLedger::close);
    callers.close();
  }
}
