package io.bellhop.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.History;
import io.bellhop.engine.Position;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayPagesTest {
  private static final Channel CHANNEL = new Channel("hotel", "chat:lobby");

  /** A long past, all of the same words. */
  private static final class Said implements History {
    Json words = new Json("\"a secret\"");

    @Override
    public Position head(Channel channel) {
      return new Position("epoch", 10_000);
    }

    @Override
    public List<Event> read(Channel channel, long after, int limit) {
      return LongStream.rangeClosed(after + 1, after + limit)
          .mapToObj(offset -> new Event(channel, offset, "said", words, Instant.EPOCH, null))
          .toList();
    }
  }

  private final Said said = new Said();
  private final ReplayPages pages = new ReplayPages(channel -> said, GateTest.CODEC);
  private final EventFrames frames = new EventFrames(CHANNEL.name());

  private Json firstWords() {
    return pages.after(CHANNEL, frames, 0, pages.number()).events.getFirst().event.data();
  }

  @Test
  void aPageThatManyWantIsReadOnce() {
    pages.onStart();

    ReplayPage page = pages.after(CHANNEL, frames, 0, pages.number());
    pages.tick();

    assertThat(pages.after(CHANNEL, frames, 0, pages.number())).isSameAs(page);
  }

  @Test
  void whatWasTakenOutOfAnEventIsSoonSentToNobodyHoweverManyReplay() {
    pages.onStart();
    assertThat(firstWords().text()).contains("a secret");

    said.words = Json.NULL;
    for (int second = 0; second < 3; second++) {
      pages.tick();
      var _ = firstWords();
    }

    assertThat(firstWords()).isEqualTo(Json.NULL);
  }
}
