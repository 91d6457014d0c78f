package io.bellhop.redis;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Opens what comes, and notices what did not. Thread-safe. */
final class Inbox implements Wire.Receiver {
  private static final System.Logger LOG = System.getLogger(Inbox.class.getName());
  private static final long COMPLAINTS = 1_000;

  private final String node;
  private final Handler handler;
  private final Sequences sequences = new Sequences();

  /** Of which partitions something was missed once they are heard. */
  private final boolean[] missed = new boolean[Partitions.COUNT];

  private final AtomicLong garbled = new AtomicLong();

  /** Takes items, those of one payload between {@code onItem} and {@code onEnd}. */
  interface Handler {
    void onItem(String node, Item.Kind kind, Unpacker item);

    /** All items of a payload were told. */
    void onEnd();

    /** An item of this node's own came back. */
    void onEcho(int partition, Item.Kind kind, Unpacker item);

    /** Something of a node was lost. */
    void onLoss(int partition, String node);

    /** Something of any node may have been lost: it hears again after it did not. */
    void onReturn(int partition);
  }

  Inbox(String node, Handler handler) {
    this.node = node;
    this.handler = handler;
  }

  @Override
  public void onMessage(int partition, byte[] bytes) {
    try {
      open(partition, new Unpacker(bytes));
    } catch (IllegalArgumentException e) {
      complain("a payload of " + bytes.length + " bytes cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "what another node said could not be taken", e);
    }
  }

  private void open(int partition, Unpacker payload) {
    int version = payload.octet();
    if (version != Envelope.VERSION) {
      complain("a payload has version " + version + ", not " + Envelope.VERSION);
      return;
    }
    String from = payload.text();
    long sequence = payload.number();
    if (from.equals(node)) {
      echo(partition, payload);
      return;
    }
    Sequences.Seen seen = sequences.note(from, partition, sequence);
    if (seen == Sequences.Seen.GAP) {
      handler.onLoss(partition, from);
    }
    if (seen != Sequences.Seen.AGAIN) {
      take(partition, from, payload);
    }
  }

  private void take(int partition, String from, Unpacker payload) {
    try {
      each(payload, (kind, item) -> handler.onItem(from, kind, item));
    } catch (IllegalArgumentException e) {
      complain("something of node " + from + " cannot be read: " + e.getMessage());
      handler.onLoss(partition, from);
    }
    handler.onEnd();
  }

  private void echo(int partition, Unpacker payload) {
    each(payload, (kind, item) -> handler.onEcho(partition, kind, item));
  }

  private static void each(Unpacker payload, BiConsumer<Item.Kind, Unpacker> taker) {
    while (!payload.isEmpty()) {
      Item.Kind kind = Item.Kind.of(payload.octet());
      Unpacker item = payload.packed();
      if (kind != null) {
        taker.accept(kind, item);
      }
    }
  }

  private void complain(String problem) {
    if (garbled.getAndIncrement() % COMPLAINTS == 0) {
      LOG.log(System.Logger.Level.WARNING, problem + "; said once in " + COMPLAINTS + " times");
    }
  }

  @Override
  public void onAway() {
    synchronized (missed) {
      Arrays.fill(missed, true);
    }
  }

  @Override
  public void onSubscribed(int partition) {
    boolean returns;
    synchronized (missed) {
      returns = missed[partition];
      missed[partition] = true;
    }
    if (returns) {
      handler.onReturn(partition);
    }
  }
}
