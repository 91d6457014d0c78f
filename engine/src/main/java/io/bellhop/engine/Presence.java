package io.bellhop.engine;

import java.time.Instant;
import java.util.List;

/**
 * Who is in which channel over all nodes, one entry per principal however many sessions they have.
 * A leave is told only after a grace, so that a reconnect is not seen, to whichever node.
 * Thread-safe; may block.
 */
public interface Presence {

  /** Has one more told of arrivals and leaves. Before the server starts. */
  void listen(Listener listener);

  /** A session of the principal came into the channel on this node. */
  void enter(Channel channel, Principal principal, Instant now);

  /** A session of the principal left the channel on this node. */
  void leave(Channel channel, Principal principal, Instant now);

  /** Who is there, by time of arrival; at most {@code limit}. */
  List<Member> members(Channel channel, int limit);

  /** How many are there. */
  int count(Channel channel);

  /** Tells the leaves whose grace is over; called about once a second. */
  void tick(Instant now);

  /** One who is there. */
  record Member(String id, String role, String name, Instant since) {
    public static Member of(Principal principal, Instant since) {
      return new Member(principal.id(), principal.role().wireName(), principal.name(), since);
    }
  }

  /**
   * An arrival or a leave, as it is told on every node.
   *
   * @param count how many are there now
   * @param mine whether this node is the one to act on it for all: the member came to it or left
   *     it, or it stands in for a node that is gone
   */
  record Change(Channel channel, Member member, int count, Instant at, boolean mine) {}

  /** Is told of arrivals and leaves, one at a time; returns quickly and never throws. */
  interface Listener {
    void onJoin(Change change);

    void onLeave(Change change);
  }
}
