package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Live;
import io.bellhop.feature.chat.ChatEvents.Typing;
import io.bellhop.protocol.Codec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who types where. One who does not say so again within 10 s, or cannot any more, has stopped.
 * Thread-safe; remembers at most 20,000, beyond which nobody's end is told.
 */
final class Typists {
  private static final Duration BELIEVED = Duration.ofSeconds(10);
  private static final int MOST = 20_000;

  private record Key(Channel room, String person) {}

  private record Since(Sender from, Instant until) {}

  private final Map<Key, Since> typing = new ConcurrentHashMap<>();
  private final Live live;
  private final Codec codec;

  Typists(Live live, Codec codec) {
    this.live = live;
    this.codec = codec;
  }

  /** Tells the room, and remembers it. */
  void set(Channel room, Sender from, boolean on, Instant now) {
    Key key = new Key(room, from.id());
    if (!on) {
      typing.remove(key);
    } else if (typing.size() < MOST || typing.containsKey(key)) {
      typing.put(key, new Since(from, now.plus(BELIEVED)));
    }
    tell(room, from, on, now);
  }

  /** Somebody has sent what they typed, which says that they stopped. */
  void onSent(Channel room, String person) {
    typing.remove(new Key(room, person));
  }

  /** Tells the rooms of those who are believed no longer; called about once a second. */
  void tick(Instant now) {
    typing.forEach((key, since) -> {
      if (!now.isBefore(since.until()) && typing.remove(key, since)) {
        tell(key.room(), since.from(), false, now);
      }
    });
  }

  private void tell(Channel room, Sender from, boolean on, Instant now) {
    live.signal(Event.signal(room, "typing", codec.write(new Typing(from, on)), now, from.id()));
  }
}
