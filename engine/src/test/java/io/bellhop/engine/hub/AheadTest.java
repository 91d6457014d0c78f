package io.bellhop.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AheadTest {
  private static final Channel ROOM = new Channel("s", "room:1");

  private final Ahead ahead = new Ahead();

  private void hold(long... offsets) {
    for (long offset : offsets) {
      ahead.hold(
          new Outgoing(
              new Event(ROOM, offset, "said", Json.NULL, Instant.EPOCH, null), GateTest.CODEC));
    }
  }

  private List<Long> after(long offset) {
    return ahead.after(offset).stream().map(outgoing -> outgoing.event.offset()).toList();
  }

  @Test
  void givesWhatFollowsWithoutAGap() {
    hold(5, 3, 4, 8);

    assertThat(after(1)).isEmpty();
    assertThat(after(2)).containsExactly(3L, 4L, 5L);
    assertThat(ahead.isBeyond(5)).isTrue();
    assertThat(after(7)).containsExactly(8L);
    assertThat(ahead.isBeyond(8)).isFalse();
  }

  @Test
  void forgetsTheOldestWhenThereIsNoRoomAndStillKnowsThatThereIsMore() {
    for (long offset = 2; offset < 2 + 2 * Ahead.MOST; offset++) {
      hold(offset);
    }

    assertThat(after(1)).isEmpty();
    assertThat(ahead.isBeyond(1)).isTrue();
    assertThat(after(1 + Ahead.MOST)).hasSize(Ahead.MOST);
  }

  @Test
  void expectsWhatOthersHaveToldOf() {
    ahead.expect(7);

    assertThat(ahead.isBeyond(6)).isTrue();
    assertThat(ahead.isBeyond(7)).isFalse();
  }
}
