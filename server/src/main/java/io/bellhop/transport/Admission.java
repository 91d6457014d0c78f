package io.bellhop.transport;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections, in all and per address, and refuses those that are too many. Thread-safe. */
final class Admission {
  private final int most;
  private final int mostPerAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<String, Integer> perAddress = new ConcurrentHashMap<>();

  Admission(int most, int mostPerAddress) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
  }

  /** Counts one in; or gives the HTTP status to refuse it with, then it is not counted. */
  int enter(String address) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      return 503;
    }
    if (perAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
      leave(address);
      return 429;
    }
    return 0;
  }

  void leave(String address) {
    open.decrementAndGet();
    perAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
  }
}
