package io.bellhop.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * What waits to be sent. What piles up while the last was on its way goes out together, one payload
 * per partition. Bounded in items and bytes: beyond it, or while Redis is away, items are dropped,
 * and the sequence skips a number so that the others notice. Thread-safe.
 */
final class Outbox implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Outbox.class.getName());
  static final int MOST_ITEMS = 1 << 16;
  static final long MOST_BYTES = 16 << 20;
  private static final int PAYLOAD = 256 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration END = Duration.ofSeconds(1);

  private final String node;
  private final Wire wire;
  private final BrokerStats stats;
  private final List<Queue<Item>> waiting =
      Stream.<Queue<Item>>generate(ArrayDeque::new).limit(Partitions.COUNT).toList();
  private final boolean[] skips = new boolean[Partitions.COUNT];
  private final long[] sequences = new long[Partitions.COUNT];
  private final Envelope envelope = new Envelope();
  private final Thread sender =
      Thread.ofPlatform().daemon().name("redis-sender").unstarted(this::run);
  private int items;
  private long bytes;
  private boolean closing;

  Outbox(String node, Wire wire, BrokerStats stats) {
    this.node = node;
    this.wire = wire;
    this.stats = stats;
  }

  void start() {
    sender.start();
  }

  /** Never blocks. */
  void offer(int partition, Item item) {
    boolean up = wire.isUp();
    synchronized (this) {
      if (!up || items >= MOST_ITEMS || bytes >= MOST_BYTES) {
        drop(partition, item);
        return;
      }
      waiting.get(partition).add(item);
      items++;
      bytes += item.size();
      notifyAll();
    }
  }

  synchronized int size() {
    return items;
  }

  private void drop(int partition, Item item) {
    skips[partition] = true;
    if (item.kind() == Item.Kind.EVENT) {
      stats.dropped.increment();
    }
  }

  private void run() {
    try {
      List<List<Item>> next = take();
      while (!next.isEmpty()) {
        send(next);
        next = take();
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "closed while sending", e);
    }
  }

  /** Waits for items and takes all that there are, by partition; none once it closes. */
  private synchronized List<List<Item>> take() throws InterruptedException {
    while (items == 0 && !closing) {
      wait();
    }
    if (items == 0) {
      return List.of();
    }
    List<List<Item>> taken = waiting.stream().<List<Item>>map(ArrayList::new).toList();
    waiting.forEach(Queue::clear);
    items = 0;
    bytes = 0;
    for (int partition = 0; partition < skips.length; partition++) {
      sequences[partition] += skips[partition] ? 1 : 0;
    }
    Arrays.fill(skips, false);
    return taken;
  }

  private void send(List<List<Item>> taken) throws InterruptedException {
    List<Wire.Parcel> parcels = new ArrayList<>();
    long events = 0;
    for (int partition = 0; partition < taken.size(); partition++) {
      pack(partition, taken.get(partition), parcels);
      events += taken.get(partition).stream().filter(i -> i.kind() == Item.Kind.EVENT).count();
    }
    if (taken(parcels)) {
      stats.published.add(events);
    } else {
      stats.dropped.add(events);
    }
  }

  /** The library may throw anything while its connections are made anew; sending goes on. */
  private boolean taken(List<Wire.Parcel> parcels) throws InterruptedException {
    try {
      return wire.send(parcels, PATIENCE);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "what waited could not be sent", e);
      return false;
    }
  }

  private void pack(int partition, List<Item> some, List<Wire.Parcel> parcels) {
    for (int i = 0; i < some.size(); ) {
      envelope.begin(node, ++sequences[partition]);
      do {
        envelope.add(some.get(i++));
      } while (i < some.size() && envelope.length() < PAYLOAD);
      parcels.add(new Wire.Parcel(partition, envelope.bytes()));
    }
  }

  /** Sends what waits, if that is soon done. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      if (!sender.join(END)) {
        sender.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalThreadStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "closed before it was started", e);
    }
  }
}
