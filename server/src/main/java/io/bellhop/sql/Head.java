package io.bellhop.sql;

import io.bellhop.engine.Channel;

/** A channel's head within a transaction: what the database has, and how far it was counted. */
final class Head {
  private final Channel channel;
  private final long id;
  private long stored;
  private long offset;

  Head(Channel channel, Heads.Known known) {
    this.channel = channel;
    this.id = known.id();
    this.stored = known.offset();
    this.offset = known.offset();
  }

  Channel channel() {
    return channel;
  }

  long id() {
    return id;
  }

  long offset() {
    return offset;
  }

  /** What the database is taken to have. */
  long stored() {
    return stored;
  }

  Heads.Known known() {
    return new Heads.Known(id, offset);
  }

  /** As JSON: id, new head, the head that is expected. */
  String change() {
    return "[" + id + "," + offset + "," + stored + "]";
  }

  boolean isMoved() {
    return offset != stored;
  }

  long advance() {
    return ++offset;
  }

  void onStored() {
    stored = offset;
  }

  void backTo(long earlier) {
    offset = earlier;
    stored = Math.min(stored, earlier);
  }
}
