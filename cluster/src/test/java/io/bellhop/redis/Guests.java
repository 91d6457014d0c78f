package io.bellhop.redis;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears who comes to the lobby and leaves it. */
final class Guests implements Presence.Listener {
  static final Channel LOBBY = new Channel("hotel", "chat:lobby");

  final List<String> told = new CopyOnWriteArrayList<>();
  final List<Boolean> mine = new CopyOnWriteArrayList<>();

  static Principal guest(String id) {
    return new Principal("hotel", id, Role.GUEST, id, Instant.MAX, Instant.EPOCH, null, Map.of());
  }

  static List<String> ids(Presence presence, int limit) {
    return presence.members(LOBBY, limit).stream().map(Presence.Member::id).toList();
  }

  @Override
  public void onJoin(Presence.Change change) {
    told.add("+" + change.member().id());
    mine.add(change.mine());
  }

  @Override
  public void onLeave(Presence.Change change) {
    told.add("-" + change.member().id());
    mine.add(change.mine());
  }
}
