package io.bellhop.engine.hub;

import io.bellhop.engine.Filters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session's interest in a channel. Starts behind a closed gate; {@link #open} joins the past to
 * the present. Confined to the shard's loop but for its final fields.
 */
final class Subscription {
  final Session session;
  final Topic topic;
  final Filters.@Nullable Filter filter;
  final boolean presence;

  /** The place in its group, kept by the group. */
  int place;

  private @Nullable Gate gate = new Gate();
  private long last;

  Subscription(Session session, Topic topic, Filters.@Nullable Filter filter, boolean presence) {
    this.session = session;
    this.topic = topic;
    this.filter = filter;
    this.presence = presence;
  }

  void deliver(Batch batch) {
    if (gate != null) {
      gate.hold(batch.events);
    } else if (batch.firstOffset > last) {
      session.write(batch.payloads, batch.signalsOnly());
      last = Math.max(last, batch.lastOffset);
    } else {
      deliverUnseen(batch.events);
    }
  }

  /**
   * Opens the gate after everything up to {@code offset} was sent.
   *
   * @param synced whether to tell the client so
   * @return false if the gate overflowed: then replay on from {@code offset} and try again
   */
  boolean open(long offset, boolean synced) {
    last = Math.max(last, offset);
    topic.reach(offset);
    if (gate == null || session.ended()) {
      return true;
    }
    if (gate.overflowed()) {
      return false;
    }
    if (synced) {
      session.write(List.of(Notices.synced(topic.channel, offset)), false);
    }
    List<Outgoing> held = gate.held();
    gate = null;
    deliverUnseen(held);
    return true;
  }

  /** Closes the gate again because events were lost on the way; replay on from what it returns. */
  long close() {
    gate = new Gate();
    return last;
  }

  boolean live() {
    return gate == null;
  }

  private void deliverUnseen(List<Outgoing> events) {
    List<Outgoing> unseen =
        events.stream().filter(e -> e.event.isSignal() || e.event.offset() > last).toList();
    if (!unseen.isEmpty()) {
      Batch rest = new Batch(topic.frames, unseen);
      session.write(rest.payloads, rest.signalsOnly());
      last = Math.max(last, rest.lastOffset);
    }
  }
}
