package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Position;

/** Up to where an answer is true; a subscription goes on from there. */
public record Where(String channel, String epoch, long offset) {
  static Where of(Channel channel, Position head) {
    return new Where(channel.name(), head.epoch(), head.offset());
  }
}
