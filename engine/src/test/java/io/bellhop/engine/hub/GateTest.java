package io.bellhop.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.Frame;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GateTest {
  static final Codec CODEC =
      new Codec() {
        @Override
        public Frame decode(String text, int maxBatch) {
          throw BellhopException.invalid("frame", "none here");
        }

        @Override
        public <T> T read(Json json, Class<T> type) {
          throw BellhopException.invalid("json", "none here");
        }

        @Override
        public Json write(Object value) {
          return Json.NULL;
        }
      };

  private final Gate gate = new Gate(0);

  private static List<Outgoing> events(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(offset ->
            new Outgoing(
                new Event(new Channel("s", "room:1"), offset, "a", Json.NULL, Instant.EPOCH, null),
                CODEC))
        .toList();
  }

  private List<Long> held() {
    return gate.held().stream().map(outgoing -> outgoing.event.offset()).toList();
  }

  @Test
  void holdsWhatComesInOrder() {
    gate.hold(events(1, 2));
    gate.hold(events(3, 3));

    assertThat(held()).containsExactly(1L, 2L, 3L);
    assertThat(gate.overflowed()).isFalse();
  }

  @Test
  void forgetsAllWhenItOverflowsAndSaysSoOnce() {
    gate.hold(events(1, Gate.MOST));
    assertThat(gate.overflowed()).isFalse();

    gate.hold(events(Gate.MOST + 1, Gate.MOST + 1));
    gate.hold(events(Gate.MOST + 2, Gate.MOST + 2));

    assertThat(held()).isEmpty();
    assertThat(gate.overflowed()).isTrue();
    assertThat(gate.overflowed()).isFalse();
  }

  @Test
  void joinsOnlyAPastThatReachesWhatItHolds() {
    assertThat(new Gate(7).joins(6, 3)).isFalse();
    assertThat(new Gate(7).joins(7, 3)).isTrue();
    assertThat(new Gate(-1).joins(2, 3)).isFalse();
    assertThat(new Gate(-1).joins(3, 3)).isTrue();
  }

  @Test
  void knowsAPastThatEndsTooEarlyForTheSecondTime() {
    assertThat(gate.isFutile(4)).isFalse();
    assertThat(gate.isFutile(5)).isFalse();
    assertThat(gate.isFutile(5)).isTrue();
  }

  @Test
  void holdsAgainAfterAnOverflowWasSeen() {
    gate.hold(events(1, Gate.MOST + 1));
    assertThat(gate.overflowed()).isTrue();

    gate.hold(events(600, 601));

    assertThat(held()).containsExactly(600L, 601L);
  }
}
