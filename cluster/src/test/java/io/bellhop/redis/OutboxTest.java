package io.bellhop.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
  /** Throws at first, as the library does when its connections are given up while it is asked. */
  private static final class Faulty implements Wire {
    final AtomicInteger failures = new AtomicInteger(1);
    final List<Parcel> sent = new CopyOnWriteArrayList<>();

    @Override
    public void open(Receiver receiver) {}

    @Override
    public boolean isUp() {
      return true;
    }

    @Override
    public boolean send(List<Parcel> parcels, Duration patience) {
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("cannot be started once stopped");
      }
      return sent.addAll(parcels);
    }

    @Override
    public void hearAgain(int partition) {}

    @Override
    public void renew() {}

    @Override
    public void close() {}
  }

  @Test
  void sendsOnAfterAFailureThatNobodyExpectedAndCountsTheLoss() {
    Faulty wire = new Faulty();
    BrokerStats stats = new BrokerStats();
    try (Outbox outbox = new Outbox("one", wire, stats)) {
      outbox.start();
      outbox.offer(1, new EventItem(Ear.event("chat:1", 1, "{}")));
      await().until(() -> wire.failures.get() <= 0 && stats.dropped() == 1);

      outbox.offer(1, new EventItem(Ear.event("chat:1", 2, "{}")));

      await().until(() -> stats.published() == 1);
    }
    assertThat(sequences(wire.sent)).containsExactly(2L);
  }

  private static List<Long> sequences(List<Wire.Parcel> parcels) {
    List<Long> sequences = new ArrayList<>();
    for (Wire.Parcel parcel : parcels) {
      Unpacker payload = new Unpacker(parcel.bytes);
      assertThat(payload.octet()).isEqualTo(Envelope.VERSION);
      assertThat(payload.text()).isEqualTo("one");
      sequences.add(payload.number());
    }
    return sequences;
  }
}
