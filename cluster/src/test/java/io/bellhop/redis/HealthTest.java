package io.bellhop.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is done about partitions that are silent. */
class HealthTest {
  private static final int SILENT = 7;

  private final AtomicLong nanos = new AtomicLong();
  private final BrokerStats stats = new BrokerStats();
  private final Line line = new Line();
  private final Health health = new Health(line, stats, nanos::get);

  /** Notes what it is asked to do. */
  private static final class Line implements Wire {
    final List<Integer> heardAgain = new ArrayList<>();
    int renewals;
    boolean up = true;

    @Override
    public void open(Receiver receiver) {}

    @Override
    public boolean isUp() {
      return up;
    }

    @Override
    public boolean send(List<Parcel> parcels, Duration patience) {
      return up;
    }

    @Override
    public void hearAgain(int partition) {
      heardAgain.add(partition);
    }

    @Override
    public void renew() {
      renewals++;
    }

    @Override
    public void close() {}
  }

  /** Lets seconds pass, in each of which all partitions but one, or none, are heard. */
  private void pass(int seconds, boolean others) {
    for (int i = 0; i < seconds; i++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      for (int partition = 0; others && partition < Partitions.COUNT; partition++) {
        if (partition != SILENT) {
          health.onEcho(partition, health.onBeat());
        }
      }
      health.look();
    }
  }

  private void hearAll() {
    for (int partition = 0; partition < Partitions.COUNT; partition++) {
      health.onEcho(partition, health.onBeat());
    }
  }

  @Test
  void onePartitionThatIsSilentIsListenedToAnewAndTheOthersLeftAlone() {
    hearAll();
    pass(5, true);
    assertThat(line.heardAgain).isEmpty();

    pass(1, true);
    assertThat(line.heardAgain).containsExactly(SILENT);
    assertThat(stats.connected()).isTrue();

    pass(44, true);
    assertThat(line.heardAgain).containsOnly(SILENT);
    assertThat(line.renewals).isZero();
    assertThat(stats.connected()).isFalse();
  }

  @Test
  void ifItStaysSilentForAMinuteEverythingIsMadeAnewOnceAMinute() {
    hearAll();
    pass(60, true);
    assertThat(line.renewals).isZero();

    pass(1, true);
    assertThat(line.renewals).isEqualTo(1);

    pass(60, true);
    assertThat(line.renewals).isEqualTo(1);

    pass(1, true);
    assertThat(line.renewals).isEqualTo(2);
  }

  @Test
  void ifNothingComesOverALineThatIsThereItIsMadeAnew() {
    hearAll();
    pass(15, false);
    assertThat(line.renewals).isZero();

    pass(1, false);
    assertThat(line.renewals).isEqualTo(1);
  }

  /** A fresh attempt tells the log why, for example that the password has changed. */
  @Test
  void aLineThatDoesNotComeBackByItselfIsMadeAnewAfterAMinute() {
    hearAll();
    line.up = false;
    pass(60, false);
    assertThat(line.heardAgain).isEmpty();
    assertThat(line.renewals).isZero();

    pass(1, false);
    assertThat(line.renewals).isEqualTo(1);
  }

  @Test
  void itIsConnectedAgainOnceAllAreHeard() {
    hearAll();
    pass(10, true);
    assertThat(stats.connected()).isFalse();

    hearAll();
    assertThat(stats.connected()).isTrue();
  }
}
