package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.History;
import io.bellhop.protocol.Codec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pages of history, read and framed once for all who want the same one at about the same time:
 * after a cut many come back with the same position. Thread-safe; keeps a bounded number, and none
 * while nobody replays.
 */
final class ReplayPages {
  private static final int PAGE = 500;
  private static final int MOST = 32;
  private static final int MOST_CHARACTERS = 512 << 10;
  private static final int LOCKS = 64;

  private final Function<Channel, History> histories;
  private final Codec codec;
  private final AtomicLong numbers = new AtomicLong();
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);
  private final LinkedHashMap<Key, ReplayPage> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int replays;
  private long lastTick;

  private record Key(Channel channel, long after) {}

  ReplayPages(Function<Channel, History> histories, Codec codec) {
    this.histories = histories;
    this.codec = codec;
  }

  synchronized void onStart() {
    replays++;
  }

  synchronized void onEnd() {
    if (--replays == 0) {
      kept.clear();
    }
  }

  /**
   * Forgets what was kept since the tick before last: data may have been taken out of events, which
   * nobody is to get any more. Called about once a second.
   */
  synchronized void tick() {
    long old = lastTick;
    kept.values().removeIf(page -> page.readAt <= old);
    lastTick = numbers.get();
  }

  /** Draws a number: what is read later has a higher one. */
  long number() {
    return numbers.incrementAndGet();
  }

  /**
   * The events after an offset, as of {@code since} or later.
   *
   * @param since a {@link #number} drawn when live events began to be held
   * @throws IllegalStateException if they are no longer kept
   */
  ReplayPage after(Channel channel, EventFrames frames, long offset, long since) {
    Key key = new Key(channel, offset);
    ReentrantLock lock = locks[Math.floorMod(key.hashCode(), LOCKS)];
    lock.lock();
    try {
      ReplayPage known = known(key, since);
      if (known != null) {
        return known;
      }
      ReplayPage page = read(key, frames);
      keep(key, page);
      return page;
    } finally {
      lock.unlock();
    }
  }

  /** A full page stays true for a while; the last one only until there are more events. */
  private synchronized @Nullable ReplayPage known(Key key, long since) {
    ReplayPage page = kept.get(key);
    return page != null && (page.full || page.readAt > since) ? page : null;
  }

  private ReplayPage read(Key key, EventFrames frames) {
    long readAt = number();
    List<Event> events = histories.apply(key.channel).read(key.channel, key.after, PAGE);
    if (events == null) {
      throw new IllegalStateException("history was removed during a replay");
    }
    List<Outgoing> outgoing = events.stream().map(event -> new Outgoing(event, codec)).toList();
    return new ReplayPage(frames, outgoing, events.size() == PAGE, readAt);
  }

  private synchronized void keep(Key key, ReplayPage page) {
    if (replays == 0 || size(page) > MOST_CHARACTERS) {
      return;
    }
    kept.put(key, page);
    if (kept.size() > MOST) {
      kept.pollFirstEntry();
    }
  }

  private static int size(ReplayPage page) {
    return page.events.stream().mapToInt(outgoing -> outgoing.event.data().text().length()).sum();
  }
}
