package io.bellhop.sql;

import static io.bellhop.sql.Fixture.append;
import static io.bellhop.sql.Fixture.channel;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Event;
import io.bellhop.engine.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JanitorTest extends OnBothDatabases {
  private static final Duration KEPT = Duration.ofDays(30);

  @Test
  void oldEventsGoAndOffsetsStay() {
    write("chat:1", 3);
    fixture.clock.advance(Duration.ofDays(20));
    write("chat:1", 2);
    fixture.clock.advance(Duration.ofDays(20));

    assertThat(tick()).isEqualTo(3);

    assertThat(ledger.read(channel("chat:1"), 0, 10)).isNull();
    assertThat(ledger.read(channel("chat:1"), 2, 10)).isNull();
    assertThat(Objects.requireNonNull(ledger.read(channel("chat:1"), 3, 10))).hasSize(2);
    assertThat(ledger.head(channel("chat:1")).offset()).isEqualTo(5);
    assertThat(ledger.write(tx -> append(tx, "chat:1", "next")).offset()).isEqualTo(6);
  }

  @Test
  void aChannelThatIsEmptiedGoesOnWhereItWas() {
    write("chat:1", 3);
    fixture.clock.advance(KEPT.plusDays(1));
    tick();
    ledger.close();
    ledger = fixture.open();

    assertThat(ledger.read(channel("chat:1"), 2, 10)).isNull();
    assertThat(ledger.read(channel("chat:1"), 3, 10)).isEmpty();
    Event next = ledger.write(tx -> append(tx, "chat:1", "next"));
    assertThat(next.offset()).isEqualTo(4);
    assertThat(ledger.read(channel("chat:1"), 3, 10)).containsExactly(next);
  }

  @Test
  void whatIsForgottenIsGoneForAllAtOnceAndRemovedInChunks() {
    write("chat:1", 3);
    write("chat:2", 1);

    int first = ledger.write(tx -> SqlTx.of(tx).forget(channel("chat:1"), 2));

    assertThat(first).isEqualTo(2);
    assertThat(ledger.read(channel("chat:1"), 2, 10)).isNull();
    assertThat(ledger.read(channel("chat:1"), 3, 10)).isEmpty();
    Event next =
        ledger.write(tx -> {
          append(tx, "chat:1", "forgotten in the same transaction");
          assertThat(SqlTx.of(tx).forget(channel("chat:1"), 3)).isEqualTo(2);
          return append(tx, "chat:1", "next");
        });
    assertThat(next.offset()).isEqualTo(5);
    assertThat(ledger.read(channel("chat:1"), 3, 10)).isNull();
    assertThat(ledger.read(channel("chat:1"), 4, 10)).containsExactly(next);
    assertThat(ledger.by(channel("chat:1"), "ann", 0, 10)).containsExactly(next);
    assertThat(ledger.containing(channel("chat:2"), "%", 0, 10)).isEmpty();
    assertThat(ledger.read(channel("chat:2"), 0, 10)).hasSize(1);
  }

  @Test
  void removalGoesInChunksRoundTheChannels() {
    write("chat:1", 1_200);
    for (int i = 0; i < 250; i++) {
      write("chat:many-" + i, 1);
    }
    write("job:1", 1);
    fixture.clock.advance(KEPT.plusDays(1));
    Janitor janitor = janitor();

    int first = janitor.tick(fixture.clock.instant());
    int removed = first;
    for (int i = 0; i < 6; i++) {
      removed += janitor.tick(fixture.clock.instant());
    }

    assertThat(first).isEqualTo(500 + 199);
    assertThat(removed).isEqualTo(1_450);
    assertThat(Objects.requireNonNull(ledger.read(channel("job:1"), 0, 10))).hasSize(1);
  }

  @Test
  void idempotencyKeysAreForgottenAfterSevenDays() {
    Ledger.Once<Fixture.Note> once =
        new Ledger.Once<>(new Ledger.Key("demo", "ann", "k", "h"), Fixture.Note.class);
    ledger.write(once, tx -> new Fixture.Note("first" + append(tx, "job:1", "x").offset()));
    fixture.clock.advance(Duration.ofDays(6));
    int early = tick();
    fixture.clock.advance(Duration.ofDays(2));
    int late = tick();

    assertThat(List.of(early, late)).containsExactly(0, 1);
    assertThat(ledger.write(once, _ -> new Fixture.Note("again")).text()).isEqualTo("again");
  }

  private void write(String channel, int times) {
    ledger.write(tx -> {
      for (int i = 0; i < times; i++) {
        append(tx, channel, "m");
      }
      return true;
    });
  }

  private int tick() {
    return janitor().tick(fixture.clock.instant());
  }

  private Janitor janitor() {
    return new Janitor(
        ledger, channel -> channel.namespace().equals("chat") ? KEPT : null, fixture.clock);
  }
}
