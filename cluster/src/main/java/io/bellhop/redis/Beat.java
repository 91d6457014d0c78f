package io.bellhop.redis;

/**
 * A sign of life on one partition.
 *
 * @param nanos when it was sent, by its sender's own count
 */
record Beat(long nanos) implements Item {
  @Override
  public Kind kind() {
    return Kind.BEAT;
  }

  @Override
  public int size() {
    return Long.BYTES;
  }

  @Override
  public void write(Packer to) {
    to.number(nanos);
  }

  static Beat read(Unpacker from) {
    return new Beat(from.number());
  }
}
