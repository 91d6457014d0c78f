package io.bellhop.redis;

/** Hands each item to whom it is for. */
final class Received implements Inbox.Handler {
  private final RedisBroker broker;
  private final RedisPresence presence;
  private final Health health;
  private final Runnable beat;

  /**
   * @param beat gives a sign of life
   */
  Received(RedisBroker broker, RedisPresence presence, Health health, Runnable beat) {
    this.broker = broker;
    this.presence = presence;
    this.health = health;
    this.beat = beat;
  }

  @Override
  public void onItem(String node, Item.Kind kind, Unpacker item) {
    switch (kind) {
      case EVENT -> broker.onEvent(item);
      case BEAT -> presence.onBeat(node);
      case ASK, PEOPLE, CAME, LEFT, BYE -> presence.onItem(node, kind, item);
    }
  }

  @Override
  public void onEnd() {
    broker.onEnd();
  }

  @Override
  public void onEcho(int partition, Item.Kind kind, Unpacker item) {
    if (kind == Item.Kind.BEAT) {
      health.onEcho(partition, Beat.read(item).nanos());
      if (partition == Partitions.PRESENCE) {
        presence.onEcho();
      }
    }
  }

  @Override
  public void onLoss(int partition, String node) {
    broker.onLoss(Partitions.channelsOf(partition));
    if (partition == Partitions.PRESENCE) {
      presence.onLoss(node);
    }
  }

  @Override
  public void onReturn(int partition) {
    broker.onLoss(Partitions.channelsOf(partition));
    if (partition == Partitions.PRESENCE) {
      beat.run();
    }
  }
}
