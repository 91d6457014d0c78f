package io.bellhop.redis;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Presence.Member;
import io.bellhop.redis.PresenceItem.Came;
import io.bellhop.redis.PresenceItem.People;
import io.bellhop.redis.PresenceItem.Placed;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * What a node of a later release may say: kinds of items that this one does not know, more at the
 * end of those that it does, or payloads of another version.
 */
public final class NextVersion implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NODE = "later";
  private static final int UNKNOWN_KIND = 'z';

  private final long[] sequences = new long[Partitions.COUNT];
  private final Wire wire;

  private NextVersion(Wire wire) {
    this.wire = wire;
  }

  public static NextVersion join(RedisProcess redis) {
    LettuceWire wire =
        LettuceWire.to(new RedisSettings(List.of(redis.url()), false, null, null, null, "bellhop"));
    wire.open(new Deaf());
    Awaitility.await().atMost(PATIENCE).until(wire::isUp);
    return new NextVersion(wire);
  }

  /** Publishes as this version understands, and says more. */
  public void publish(Event event) throws InterruptedException {
    say(Partitions.of(event.channel()), Envelope.VERSION, new EventItem(event));
  }

  /** Publishes as this version does not understand. */
  public void publishInItsOwnVersion(Event event) throws InterruptedException {
    say(Partitions.of(event.channel()), Envelope.VERSION + 1, new EventItem(event));
  }

  public void come(Channel channel, Member member) throws InterruptedException {
    say(Partitions.PRESENCE, Envelope.VERSION, new Came(new Placed(channel, member)));
  }

  /** Tells of all whom it has. */
  public void tell(Channel channel, Member member) throws InterruptedException {
    List<Placed> all = List.of(new Placed(channel, member));
    say(Partitions.PRESENCE, Envelope.VERSION, new People(0, true, all));
  }

  private synchronized void say(int partition, int version, Item item) throws InterruptedException {
    Packer payload = new Packer().octet(version).text(NODE).number(++sequences[partition]);
    payload.octet(UNKNOWN_KIND).packed(new Packer().text("whatever that is"));
    Packer more = new Packer();
    item.write(more);
    payload.octet(item.kind().code()).packed(more.text("what is new").number(7));
    var _ = wire.send(List.of(new Wire.Parcel(partition, payload.bytes())), PATIENCE);
  }

  @Override
  public void close() {
    wire.close();
  }
}
