package io.bellhop.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Takes from the library what is said on our channels. */
final class Heard extends RedisPubSubAdapter<String, byte[]> {
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Wire.Receiver receiver;
  private final IntConsumer moved;

  /**
   * @param names of the channels, by partition
   * @param moved told of a partition that another node of the cluster carries from now on
   */
  Heard(List<String> names, Wire.Receiver receiver, IntConsumer moved) {
    this.receiver = receiver;
    this.moved = moved;
    for (int partition = 0; partition < names.size(); partition++) {
      partitions.put(names.get(partition), partition);
    }
  }

  @Override
  public void smessage(String channel, byte[] message) {
    Integer partition = partitions.get(channel);
    if (partition != null) {
      receiver.onMessage(partition, message);
    }
  }

  @Override
  public void ssubscribed(String channel, long count) {
    Integer partition = partitions.get(channel);
    if (partition != null) {
      receiver.onSubscribed(partition);
    }
  }

  @Override
  public void sunsubscribed(String channel, long count) {
    Integer partition = partitions.get(channel);
    if (partition != null) {
      moved.accept(partition);
    }
  }
}
