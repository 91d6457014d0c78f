package io.bellhop.feature.presence;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Live;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Role;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who watch somebody what has become of them, and writes down when they left. One
 * thread, in order; a person waits in it at most once, so it holds no more than there are people.
 */
final class Teller implements Presence.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

  private static final long PAUSE_MILLIS = 500;

  /** About ten minutes. */
  private static final int MOST_TRIES = 1_200;

  private final Ledger ledger;
  private final ChosenStore store;
  private final Attendance attendance;
  private final Live live;
  private final Ended tokens;
  private final Codec codec;
  private final InstantSource clock;
  private final Set<Change> waiting = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("presence").factory());

  private enum What {
    CAME,
    LEFT,
    CHANGED
  }

  private record Change(What what, String site, Presence.Member member) {}

  Teller(
      Ledger ledger,
      ChosenStore store,
      Attendance attendance,
      Live live,
      Ended tokens,
      Codec codec,
      InstantSource clock) {
    this.ledger = ledger;
    this.store = store;
    this.attendance = attendance;
    this.live = live;
    this.tokens = tokens;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public void onJoin(Presence.Change change) {
    note(change, What.CAME);
  }

  @Override
  public void onLeave(Presence.Change change) {
    note(change, What.LEFT);
  }

  /** Of all nodes one writes it down, and tells those who watch on any. */
  private void note(Presence.Change change, What what) {
    Channel channel = change.channel();
    if (!change.mine() || Attendance.personOf(channel) == null) {
      return;
    }
    boolean whole = channel.namespace().equals(Attendance.PERSON);
    soon(new Change(whole ? what : What.CHANGED, channel.site(), change.member()));
  }

  /** Tells soon what others see of somebody now. */
  void changed(String site, Presence.Member member) {
    soon(new Change(What.CHANGED, site, member));
  }

  private void soon(Change change) {
    if (waiting.add(change)) {
      try {
        worker.execute(() -> carryOut(change));
      } catch (RejectedExecutionException e) {
        LOG.debug("the server goes down", e);
      }
    }
  }

  private void carryOut(Change change) {
    waiting.remove(change);
    try {
      insist(() -> remember(change));
      insist(() -> tell(change.site, change.member.id()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("what became of {} could not be told", change.member.id(), e);
    }
  }

  /** While the store is away everybody waits: nothing else would say later what became of them. */
  private void insist(Runnable task) throws InterruptedException {
    int tries = 1;
    while (!done(task, tries < MOST_TRIES) && !ended.await(pause(), TimeUnit.MILLISECONDS)) {
      tries++;
    }
  }

  private static long pause() {
    return PAUSE_MILLIS / 2 + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS);
  }

  private static boolean done(Runnable task, boolean mayWait) {
    try {
      task.run();
      return true;
    } catch (BellhopException e) {
      boolean away = e.code() == ErrorCode.UNAVAILABLE || e.code() == ErrorCode.TIMEOUT;
      if (!away || !mayWait) {
        throw e;
      }
      return false;
    }
  }

  private void remember(Change change) {
    boolean left = change.what == What.LEFT;
    boolean came = change.what == What.CAME && Role.isColleague(change.member.role());
    if (!left && !came) {
      return;
    }
    boolean stranger = isStranger(change);
    ledger.write(tx -> {
      if (!stranger) {
        meet(tx, change);
      }
      if (left) {
        store.leave(tx, change.site, change.member.id());
      }
      return None.NONE;
    });
  }

  /** Who was erased while connected leaves after that, and must not be written down again. */
  private boolean isStranger(Change change) {
    Presence.Member member = change.member;
    return tokens.since(change.site, member.id(), member.since());
  }

  private void meet(io.bellhop.engine.Tx tx, Change change) {
    Presence.Member member = change.member;
    store.meet(tx, change.site, member.id(), member.role(), member.name());
  }

  private void tell(String site, String person) {
    Channel channel = Attendance.channel(site, person);
    if (live.watched(channel)) {
      Chosen chosen = store.find(site, person).at(clock.instant());
      Shown shown = attendance.shown(site, person, chosen);
      live.signal(Event.signal(channel, "status", codec.write(shown), clock.instant(), person));
    }
  }

  @Override
  public void close() {
    ended.countDown();
    worker.shutdownNow();
  }
}
