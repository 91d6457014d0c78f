package io.bellhop.engine.hub;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Namespace;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Takes events from the broker and offers them to the listeners and shards of this node.
 * Thread-safe; never blocks.
 */
final class Delivery implements Broker.Receiver {
  private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
  private static final int AGAIN = 500;

  private final List<Shard> shards;
  private final Histories histories;
  private final Codec codec;
  private final Losses losses;
  private final Map<String, List<Consumer<Event>>> listeners = new ConcurrentHashMap<>();

  Delivery(List<Shard> shards, Histories histories, Codec codec, Losses losses) {
    this.shards = shards;
    this.histories = histories;
    this.codec = codec;
    this.losses = losses;
  }

  void listen(String namespace, Consumer<Event> listener) {
    listeners.computeIfAbsent(namespace, n -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /** Rings are kept on every node, also where nobody is subscribed now. */
  @Override
  public boolean wants(Channel channel) {
    return listeners.containsKey(channel.namespace())
        || shards.stream().anyMatch(shard -> shard.wants(channel))
        || histories.ring(channel) != null;
  }

  @Override
  public void onOwn(List<Event> events) {
    List<Outgoing> outgoing = new ArrayList<>(events.size());
    for (Event event : events) {
      tell(event);
      outgoing.add(new Outgoing(event, codec));
    }
    for (Shard shard : shards) {
      List<Outgoing> wanted =
          outgoing.stream().filter(o -> shard.wants(o.event.channel())).toList();
      if (!wanted.isEmpty()) {
        shard.offer(wanted);
      }
    }
  }

  @Override
  public void onOthers(List<Event> events) {
    List<Event> asTheyAre = new ArrayList<>(events.size());
    for (Event event : events) {
      Namespace.History.Recent ring = event.isSignal() ? null : histories.ring(event.channel());
      if (ring == null) {
        asTheyAre.add(event);
      } else {
        histories.recent().adopt(event, ring, own -> onOwn(List.of(own)));
      }
    }
    onOwn(asTheyAre);
  }

  @Override
  public void onLoss(Predicate<Channel> channels) {
    losses.onLoss(channels);
  }

  /** Has listeners hear what was lost on the way: they may end rights. Returns at once. */
  void hearAgain(Channel channel, long after) {
    if (listeners.containsKey(channel.namespace())) {
      Thread.startVirtualThread(() -> readAgain(channel, after));
    }
  }

  private void readAgain(Channel channel, long after) {
    try {
      long at = after;
      List<Event> page;
      do {
        page = histories.of(channel).read(channel, at, AGAIN);
        if (page != null && !page.isEmpty()) {
          page.forEach(this::tell);
          at = page.getLast().offset();
        }
      } while (page != null && page.size() == AGAIN);
    } catch (BellhopException e) {
      LOG.log(System.Logger.Level.WARNING, "what " + channel + " missed cannot be read", e);
    }
  }

  private void tell(Event event) {
    listeners
        .getOrDefault(event.channel().namespace(), List.of())
        .forEach(listener -> tell(listener, event));
  }

  /** What one cannot take, of a later version for example, must not keep it from the others. */
  private static void tell(Consumer<Event> listener, Event event) {
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a listener failed at an event of " + event.channel(), e);
    }
  }
}
