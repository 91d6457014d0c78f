package io.bellhop.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Addresses of this machine to connect from, 127.1.0.1 and on: few connections each, because limits
 * are per address and ports are.
 */
final class Addresses {
  private static final int CONNECTIONS_EACH = 16;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Addresses() {}

  static InetSocketAddress next() {
    return new InetSocketAddress(
        InetAddress.ofLiteral(address(COUNT.getAndIncrement() / CONNECTIONS_EACH)), 0);
  }

  /** The loopback address with this number, below 4,000,000. */
  static String address(int number) {
    int last = number % 250 + 1;
    int third = number / 250 % 250;
    int second = number / 62_500 % 64 + 1;
    return "127." + second + "." + third + "." + last;
  }
}
