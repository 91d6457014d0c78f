package io.bellhop.redis;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Keeps what a broker hands over. */
final class Ear implements Broker.Receiver {
  final List<Event> own = new CopyOnWriteArrayList<>();
  final List<Event> others = new CopyOnWriteArrayList<>();
  final AtomicInteger losses = new AtomicInteger();

  /** Which channels each of the losses was of. */
  final List<Predicate<Channel>> lost = new CopyOnWriteArrayList<>();

  volatile Predicate<Channel> wants = channel -> true;

  static Event event(String channel, long offset, String data) {
    return new Event(
        new Channel("hotel", channel),
        offset,
        "said",
        new Json(data),
        Instant.parse("2026-11-20T12:00:00.123Z"),
        offset % 2 == 0 ? null : "ann");
  }

  @Override
  public boolean wants(Channel channel) {
    return wants.test(channel);
  }

  @Override
  public void onOwn(List<Event> events) {
    own.addAll(events);
  }

  @Override
  public void onOthers(List<Event> events) {
    others.addAll(events);
  }

  @Override
  public void onLoss(Predicate<Channel> channels) {
    lost.add(channels);
    losses.incrementAndGet();
  }
}
