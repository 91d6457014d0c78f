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

  private @Nullable Gate gate;
  private long last;
  private volatile boolean ended;

  Subscription(Session session, Topic topic, Filters.@Nullable Filter filter, boolean presence) {
    this.session = session;
    this.topic = topic;
    this.filter = filter;
    this.presence = presence;
    this.gate = new Gate(topic.told());
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
   * @return false if there is a gap up to what was held: then replay on from {@code offset} and try
   *     again
   */
  boolean open(long offset, boolean synced) {
    last = Math.max(last, offset);
    Gate closed = gate;
    if (closed == null || over()) {
      return true;
    }
    if (!joins(closed, offset)) {
      return false;
    }
    if (synced) {
      session.writeOwn(List.of(Notices.synced(topic.channel, offset)), false);
    }
    gate = null;
    deliverUnseen(closed.held());
    return true;
  }

  private boolean joins(Gate closed, long offset) {
    if (closed.overflowed()) {
      closed.restart(topic.told());
      return false;
    }
    if (!topic.isKnown()) {
      session.shard().begin(topic, offset);
      return true;
    }
    if (closed.joins(offset, topic.begun())) {
      return true;
    }
    if (closed.isFutile(offset)) {
      session.shard().lose(topic.channel);
    }
    closed.restart(topic.told());
    return false;
  }

  /**
   * Closes the gate again because events were lost on the way.
   *
   * @param told up to where the topic delivered until then, to all whose gate was open: a filter
   *     may have wanted nothing of it for long
   * @return where to replay on from
   */
  long close(long told) {
    gate = new Gate(topic.told());
    last = Math.max(last, told);
    return last;
  }

  /** Events were lost while it was catching up, which it must do for longer then. */
  void spoil() {
    if (gate != null) {
      gate.spoil(topic.told());
    }
  }

  boolean live() {
    return gate == null;
  }

  /** Nothing is to be sent for it any more. */
  void end() {
    ended = true;
  }

  /** Whether it, or its session, has ended. Any thread. */
  boolean over() {
    return ended || session.ended();
  }

  private void deliverUnseen(List<Outgoing> events) {
    List<Outgoing> unseen =
        events.stream().filter(e -> e.event.isSignal() || e.event.offset() > last).toList();
    if (!unseen.isEmpty()) {
      Batch rest = new Batch(topic.frames, unseen);
      session.writeOwn(rest.payloads, rest.signalsOnly());
      last = Math.max(last, rest.lastOffset);
    }
  }
}
