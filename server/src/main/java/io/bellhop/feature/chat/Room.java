package io.bellhop.feature.chat;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Principal;
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

  /**
   * How the room sees somebody. Guests are called in a conversation what the conversation is called
   * after: the name that they gave there, which their token does not know.
   */
  Sender seen(Principal principal) {
    Sender own = Sender.of(principal);
    boolean isNamed = kind == RoomKind.CONVERSATION && principal.role() == Role.GUEST;
    return isNamed ? new Sender(own.id(), own.role(), name) : own;
  }

  String site() {
    return channel.site();
  }

  String id() {
    return channel.id();
  }
}
