package io.bellhop.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bellhop.engine.Event;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackerTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    Packer packer = new Packer();
    packer.number(0).number(127).number(128).number(Long.MAX_VALUE).text("Ø 📅").optional(null);
    Packer outer = new Packer();
    outer.packed(packer).octet(7);

    Unpacker read = new Unpacker(outer.bytes());
    Unpacker inner = read.packed();

    assertThat(inner.number()).isZero();
    assertThat(inner.number()).isEqualTo(127);
    assertThat(inner.number()).isEqualTo(128);
    assertThat(inner.number()).isEqualTo(Long.MAX_VALUE);
    assertThat(inner.text()).isEqualTo("Ø 📅");
    assertThat(inner.optional()).isNull();
    assertThat(inner.isEmpty()).isTrue();
    assertThat(read.octet()).isEqualTo(7);
  }

  @Test
  void whateverComesIsReadOrRefusedAndNothingElse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Event event = Ear.event("chat:1", 7, "{\"text\":\"late checkout?\"}");
    Envelope envelope = new Envelope();
    envelope.begin("other", 1);
    envelope.add(new EventItem(event));
    envelope.add(new PresenceItem.Ask(""));
    byte[] good = envelope.bytes();
    Inbox inbox = new Inbox("self", new Reading());
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 8));
      for (int k = random.nextInt(4); k > 0 && bad.length > 0; k--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(() -> inbox.onMessage(1, bad)).as("seed %s", seed).doesNotThrowAnyException();
    }
  }

  /** Reads all that it is handed. */
  private static final class Reading implements Inbox.Handler {
    @Override
    public void onItem(String node, Item.Kind kind, Unpacker item) {
      switch (kind) {
        case EVENT -> {
          var _ = EventItem.read(item, channel -> true);
        }
        case PEOPLE -> {
          var _ = PresenceItem.People.read(item);
        }
        case ASK -> {
          var _ = PresenceItem.Ask.read(item);
        }
        case CAME -> {
          var _ = PresenceItem.Placed.read(item);
        }
        case LEFT -> {
          var _ = PresenceItem.Left.read(item);
        }
        case BEAT -> {
          var _ = Beat.read(item);
        }
        case BYE -> {}
      }
    }

    @Override
    public void onEnd() {}

    @Override
    public void onEcho(int partition, Item.Kind kind, Unpacker item) {}

    @Override
    public void onLoss(int partition, String node) {}

    @Override
    public void onReturn(int partition) {}
  }
}
