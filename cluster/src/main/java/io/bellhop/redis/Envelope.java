package io.bellhop.redis;

/**
 * How items are sent: {@code version node sequence (kind length item)*}. A later release may add
 * kinds, and members at an item's end, which this one skips; anything else is another version,
 * which this one leaves unread and finds in the ledger.
 */
final class Envelope {
  static final int VERSION = 1;

  private final Packer packer = new Packer();
  private final Packer item = new Packer();

  /** Begins one of a node, counted from 1 in its partition. */
  void begin(String node, long sequence) {
    packer.clear();
    packer.octet(VERSION).text(node).number(sequence);
  }

  void add(Item next) {
    item.clear();
    next.write(item);
    packer.octet(next.kind().code()).packed(item);
  }

  int length() {
    return packer.length();
  }

  byte[] bytes() {
    return packer.bytes();
  }
}
