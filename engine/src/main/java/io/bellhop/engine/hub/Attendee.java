package io.bellhop.engine.hub;

import io.bellhop.engine.Presence.Member;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Somebody in a channel, and by which nodes' sessions. Confined to the roster's lock. */
final class Attendee {
  final Member member;

  /** Of this node. */
  int sessions;

  Instant leavesAt = Instant.MAX;

  /** When its last session of this node ended. */
  Instant leftHere = Instant.EPOCH;

  // Hardly ever more than one, so a list that is copied is the smallest.
  private List<String> nodes = List.of();

  Attendee(Member member) {
    this.member = member;
  }

  boolean isHere() {
    return sessions > 0 || !nodes.isEmpty();
  }

  boolean isOn(String node) {
    return nodes.contains(node);
  }

  boolean addNode(String node) {
    if (isOn(node)) {
      return false;
    }
    nodes = Stream.concat(nodes.stream(), Stream.of(node)).toList();
    return true;
  }

  boolean removeNode(String node) {
    boolean was = isOn(node);
    nodes = nodes.stream().filter(other -> !other.equals(node)).toList();
    return was;
  }
}
