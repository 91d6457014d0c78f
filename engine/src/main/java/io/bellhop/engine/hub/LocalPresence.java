package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** The presence of a server that is alone. */
public final class LocalPresence implements Presence {
  private final Duration grace;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<Channel, Map<String, Entry>> channels = new HashMap<>();
  private final Queue<Leaving> leaving = new ArrayDeque<>();

  private static final class Entry {
    final Member member;
    int sessions;
    Instant leavesAt = Instant.MAX;

    Entry(Member member) {
      this.member = member;
    }
  }

  private record Leaving(Channel channel, String principal, Instant at) {}

  public LocalPresence(Duration grace) {
    this.grace = grace;
  }

  @Override
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized void enter(Channel channel, Principal principal, Instant now) {
    Map<String, Entry> members = channels.computeIfAbsent(channel, c -> new LinkedHashMap<>());
    Entry known = members.get(principal.id());
    Entry entry = known == null ? new Entry(Member.of(principal, now)) : known;
    if (known == null) {
      members.put(principal.id(), entry);
      int count = members.size();
      listeners.forEach(listener -> listener.onJoin(channel, entry.member, count, now));
    }
    entry.sessions++;
  }

  @Override
  public synchronized void leave(Channel channel, Principal principal, Instant now) {
    Entry entry = channels.getOrDefault(channel, Map.of()).get(principal.id());
    if (entry != null && entry.sessions > 0 && --entry.sessions == 0) {
      entry.leavesAt = now.plus(grace);
      leaving.add(new Leaving(channel, principal.id(), entry.leavesAt));
    }
  }

  @Override
  public synchronized List<Member> members(Channel channel, int limit) {
    return channels.getOrDefault(channel, Map.of()).values().stream()
        .limit(limit)
        .map(entry -> entry.member)
        .toList();
  }

  @Override
  public synchronized int count(Channel channel) {
    return channels.getOrDefault(channel, Map.of()).size();
  }

  @Override
  public synchronized void tick(Instant now) {
    Leaving next = leaving.peek();
    while (next != null && !next.at.isAfter(now)) {
      leaving.remove();
      settle(next, now);
      next = leaving.peek();
    }
  }

  private void settle(Leaving left, Instant now) {
    Map<String, Entry> members = channels.getOrDefault(left.channel, Map.of());
    Entry entry = members.get(left.principal);
    if (entry == null || entry.sessions > 0 || entry.leavesAt.isAfter(now)) {
      return;
    }
    members.remove(left.principal);
    if (members.isEmpty()) {
      channels.remove(left.channel);
    }
    int count = members.size();
    listeners.forEach(listener -> listener.onLeave(left.channel, entry.member, count, now));
  }
}
