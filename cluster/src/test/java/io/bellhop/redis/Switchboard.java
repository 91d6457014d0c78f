package io.bellhop.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wires in memory that all hear each other at once, unless they are cut. */
final class Switchboard {
  private final List<MemoryWire> wires = new CopyOnWriteArrayList<>();

  MemoryWire wire() {
    return new MemoryWire();
  }

  final class MemoryWire implements Wire {
    private volatile Receiver receiver = new Deaf();

    /** Nothing goes in or out, and it shows. */
    volatile boolean down;

    /** What others send does not come, and nothing shows it. */
    volatile boolean deaf;

    @Override
    public void open(Receiver known) {
      receiver = known;
      wires.add(this);
      subscribe();
    }

    private void subscribe() {
      for (int partition = 0; partition < Partitions.COUNT; partition++) {
        receiver.onSubscribed(partition);
      }
    }

    void up() {
      down = false;
      subscribe();
    }

    @Override
    public boolean isUp() {
      return !down;
    }

    @Override
    public boolean send(List<Parcel> parcels, Duration patience) {
      if (down) {
        return false;
      }
      synchronized (Switchboard.this) {
        for (Parcel parcel : parcels) {
          for (MemoryWire wire : wires) {
            if (!wire.down && !wire.deaf) {
              wire.receiver.onMessage(parcel.partition, parcel.bytes);
            }
          }
        }
      }
      return true;
    }

    @Override
    public void hearAgain(int partition) {}

    @Override
    public void renew() {}

    @Override
    public void close() {
      wires.remove(this);
      down = true;
    }
  }
}
