package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Role;
import java.util.Set;

/**
 * A room, as far as rights go.
 *
 * @param roles who may enter without a grant
 */
record Room(Channel channel, RoomKind kind, String name, boolean encrypted, Set<Role> roles) {
  static final String NAMESPACE = "chat";

  /** What an id looks like. */
  static final String ID = "[A-Za-z0-9._~@-]+";

  static Channel channel(String site, String room) {
    return new Channel(site, NAMESPACE + ":" + room);
  }

  String site() {
    return channel.site();
  }

  String id() {
    return channel.id();
  }
}
