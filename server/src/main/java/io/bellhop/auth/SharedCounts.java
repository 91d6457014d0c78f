package io.bellhop.auth;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Live;
import io.bellhop.protocol.Codec;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other servers what this one counts against guessing and flooding, so that nobody gets
 * further tries by going to another. A signal that is lost is not made up for: then each server
 * counts alone. Thread-safe.
 */
final class SharedCounts {
  static final String EVENT = "counted";
  private static final String CHANNEL = Revoker.NAMESPACE + ":counts";
  private static final int NODE_BITS = 64;

  /** What is counted. */
  enum What {
    ATTEMPT,
    SUCCESS,
    GUEST
  }

  /**
   * What a signal says.
   *
   * @param node the server that counted it
   * @param account null if none is at stake
   */
  record Counted(String node, What what, @Nullable String account, String address) {}

  private final Live live;
  private final Codec codec;
  private final String node = RandomText.id(NODE_BITS);

  SharedCounts(Live live, Codec codec) {
    this.live = live;
    this.codec = codec;
  }

  void tell(String site, What what, @Nullable String account, String address, Instant now) {
    Counted counted = new Counted(node, what, account, address);
    Channel channel = new Channel(site, CHANNEL);
    live.signal(Event.signal(channel, EVENT, codec.write(counted), now, null));
  }

  /** Hears, with its site and time in the event, what other servers counted. */
  void listen(BiConsumer<Event, Counted> listener) {
    live.listen(
        Revoker.NAMESPACE,
        event -> {
          // Servers act for nobody; who was granted this channel does.
          if (event.type().equals(EVENT) && event.actor() == null) {
            hear(event, listener);
          }
        });
  }

  private void hear(Event event, BiConsumer<Event, Counted> listener) {
    Counted counted = codec.read(event.data(), Counted.class);
    if (!counted.node.equals(node)) {
      listener.accept(event, counted);
    }
  }
}
