package io.bellhop.transport;

import java.net.InetAddress;

/** An IP address, or all that begin with the same bits: {@code 10.0.0.0/8}. */
final class Network {
  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static Network of(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
    int most = address.length * Byte.SIZE;
    int bits = slash < 0 ? most : Integer.parseInt(text, slash + 1, text.length(), 10);
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException(text + " is no network");
    }
    return new Network(address, bits);
  }

  /** Whether the text is an address of this network. */
  boolean contains(String text) {
    byte[] other;
    try {
      other = InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
