package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is here as this node knows it: by its own sessions, which is all for a server that is alone,
 * and by what other nodes say.
 */
public final class Roster implements Presence {
  private final Duration grace;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<Channel, Map<String, Attendee>> channels = new HashMap<>();
  private final Queue<Leaving> leaving = new PriorityQueue<>(Comparator.comparing(Leaving::at));

  private record Leaving(Channel channel, String principal, Instant at, boolean mine) {}

  public Roster(Duration grace) {
    this.grace = grace;
  }

  @Override
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public void enter(Channel channel, Principal principal, Instant now) {
    var _ = arrive(channel, principal, now);
  }

  /** As {@link #enter}; true if it is the principal's first session there on this node. */
  public synchronized boolean arrive(Channel channel, Principal principal, Instant now) {
    Attendee attendee = join(channel, Member.of(principal, now), now, true);
    return ++attendee.sessions == 1;
  }

  @Override
  public void leave(Channel channel, Principal principal, Instant now) {
    var _ = depart(channel, principal, now);
  }

  /** As {@link #leave}; true if it was the principal's last session there on this node. */
  public synchronized boolean depart(Channel channel, Principal principal, Instant now) {
    Attendee attendee = find(channel, principal.id());
    if (attendee == null || attendee.sessions == 0 || --attendee.sessions > 0) {
      return false;
    }
    attendee.leftHere = now;
    releaseSoon(channel, attendee, now, true);
    return true;
  }

  /**
   * Another node has the member there.
   *
   * @param mine whether an arrival is this node's to act on
   * @return false if that was known
   */
  public synchronized boolean arrive(
      String node, Channel channel, Member member, Instant now, boolean mine) {
    return join(channel, member, now, mine).addNode(node);
  }

  /**
   * Another node has the principal there no longer.
   *
   * @param mine whether the leave is this node's to act on
   * @return false if it had not, as far as was known
   */
  public synchronized boolean depart(
      String node, Channel channel, String principal, Instant now, boolean mine) {
    Attendee attendee = find(channel, principal);
    if (attendee == null || !attendee.removeNode(node)) {
      return false;
    }
    releaseSoon(channel, attendee, now, mine);
    return true;
  }

  /** Visits whom this node's own sessions make present. */
  public synchronized void own(BiConsumer<Channel, Member> visitor) {
    channels.forEach((channel, attendees) ->
        attendees.values().stream()
            .filter(attendee -> attendee.sessions > 0)
            .forEach(attendee -> visitor.accept(channel, attendee.member)));
  }

  /** Visits whom another node has present. */
  public synchronized void of(String node, BiConsumer<Channel, Member> visitor) {
    channels.forEach((channel, attendees) ->
        attendees.values().stream()
            .filter(attendee -> attendee.isOn(node))
            .forEach(attendee -> visitor.accept(channel, attendee.member)));
  }

  @Override
  public synchronized List<Member> members(Channel channel, int limit) {
    return channels.getOrDefault(channel, Map.of()).values().stream()
        .limit(limit)
        .map(attendee -> attendee.member)
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

  private @Nullable Attendee find(Channel channel, String principal) {
    return channels.getOrDefault(channel, Map.of()).get(principal);
  }

  private Attendee join(Channel channel, Member member, Instant now, boolean mine) {
    Map<String, Attendee> attendees = channels.computeIfAbsent(channel, c -> new LinkedHashMap<>());
    Attendee known = attendees.get(member.id());
    if (known != null) {
      return known;
    }
    Attendee attendee = new Attendee(member);
    attendees.put(member.id(), attendee);
    Change change = new Change(channel, member, attendees.size(), now, mine);
    listeners.forEach(listener -> listener.onJoin(change));
    return attendee;
  }

  private void releaseSoon(Channel channel, Attendee attendee, Instant now, boolean mine) {
    if (!attendee.isHere()) {
      attendee.leavesAt = now.plus(grace);
      // Who left two nodes at once left each while the other still had them.
      boolean lately = !attendee.leftHere.plus(grace).isBefore(now);
      leaving.add(new Leaving(channel, attendee.member.id(), attendee.leavesAt, mine || lately));
    }
  }

  private void settle(Leaving left, Instant now) {
    Attendee attendee = find(left.channel, left.principal);
    if (attendee == null || attendee.isHere() || attendee.leavesAt.isAfter(now)) {
      return;
    }
    Map<String, Attendee> attendees = channels.getOrDefault(left.channel, Map.of());
    attendees.remove(left.principal);
    if (attendees.isEmpty()) {
      channels.remove(left.channel);
    }
    Change change = new Change(left.channel, attendee.member, attendees.size(), now, left.mine);
    listeners.forEach(listener -> listener.onLeave(change));
  }
}
