package io.bellhop.redis;

import java.time.Duration;
import java.util.List;

/** Carries bytes to all nodes, the sender included, at most once. Thread-safe. */
interface Wire extends AutoCloseable {

  /** Connects, and again whenever that is lost, in the background. Once. */
  void open(Receiver receiver);

  /** Whether something can be sent now. */
  boolean isUp();

  /**
   * Sends in order, in one go, and waits until it was taken.
   *
   * @return whether all was taken in time; what was not may have been all the same
   */
  boolean send(List<Parcel> parcels, Duration patience) throws InterruptedException;

  /** Listens to a partition anew, where it may have gone elsewhere. Never blocks or throws. */
  void hearAgain(int partition);

  /** Begins anew with fresh connections: what is there does not work. */
  void renew();

  @Override
  void close();

  /** Bytes for one partition. */
  final class Parcel {
    final int partition;
    final byte[] bytes;

    Parcel(int partition, byte[] bytes) {
      this.partition = partition;
      this.bytes = bytes;
    }
  }

  /** Takes what comes; a partition's in order. Returns quickly and never throws. */
  interface Receiver {
    void onMessage(int partition, byte[] bytes);

    /** There is no connection yet; what the others say meanwhile is not heard. */
    void onAway();

    /** From now on messages of the partition come; those before may be lost. */
    void onSubscribed(int partition);
  }
}
