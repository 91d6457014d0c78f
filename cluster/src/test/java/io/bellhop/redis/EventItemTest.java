package io.bellhop.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.protocol.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventItemTest {
  private static final Event EVENT =
      new Event(
          new Channel("hotel", "chat:1"),
          7,
          "message",
          new Json("{\"text\":\"å\"}"),
          Instant.ofEpochMilli(1_700_000_000_123L),
          "ann",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  @Test
  void anEventComesAsItWent() {
    Packer packer = new Packer();
    new EventItem(EVENT).write(packer);

    assertThat(EventItem.read(new Unpacker(packer.bytes()), channel -> true)).isEqualTo(EVENT);
  }

  @Test
  void whatItDoesNotKnowYetOrNoLongerIsLeftOut() {
    Packer before = new Packer();
    before.text("hotel").text("chat:1").number(7).text("message");
    before.number(EVENT.at().toEpochMilli()).optional("ann").text(EVENT.data().text());
    Packer after = new Packer();
    new EventItem(EVENT).write(after);
    after.text("something new");

    assertThat(EventItem.read(new Unpacker(before.bytes()), channel -> true))
        .isEqualTo(
            new Event(EVENT.channel(), 7, EVENT.type(), EVENT.data(), EVENT.at(), EVENT.actor()));
    assertThat(EventItem.read(new Unpacker(after.bytes()), channel -> true)).isEqualTo(EVENT);
  }
}
