package io.bellhop.redis;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Principal;
import io.bellhop.engine.hub.Roster;
import io.bellhop.redis.Peers.Peer;
import io.bellhop.redis.PresenceItem.Ask;
import io.bellhop.redis.PresenceItem.Bye;
import io.bellhop.redis.PresenceItem.Came;
import io.bellhop.redis.PresenceItem.Left;
import io.bellhop.redis.PresenceItem.People;
import io.bellhop.redis.PresenceItem.Placed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Presence that every node keeps in its own memory: each tells the others whom it has, as they come
 * and leave, and all of them anew to whom it was out of step with. Nothing of it is in Redis, which
 * may forget everything. Thread-safe; never blocks.
 */
final class RedisPresence implements Presence {
  private static final int PART = 200;
  private static final Duration TELL_AGAIN = Duration.ofSeconds(1);

  private final String node;
  private final Roster roster;
  private final Peers peers;
  private final Consumer<PresenceItem> others;
  private final InstantSource clock;
  private Instant toldAll = Instant.MIN;
  private boolean asked;

  /**
   * @param others takes what is for the other nodes, in order
   */
  RedisPresence(String node, Duration grace, Consumer<PresenceItem> others, InstantSource clock) {
    this.node = node;
    this.roster = new Roster(grace);
    this.peers = new Peers(node);
    this.others = others;
    this.clock = clock;
  }

  @Override
  public void listen(Listener listener) {
    roster.listen(listener);
  }

  @Override
  public synchronized void enter(Channel channel, Principal principal, Instant now) {
    if (roster.arrive(channel, principal, now)) {
      others.accept(new Came(new Placed(channel, Member.of(principal, now))));
    }
  }

  @Override
  public synchronized void leave(Channel channel, Principal principal, Instant now) {
    if (roster.depart(channel, principal, now)) {
      others.accept(new Left(channel, principal.id()));
    }
  }

  @Override
  public List<Member> members(Channel channel, int limit) {
    return roster.members(channel, limit);
  }

  @Override
  public int count(Channel channel) {
    return roster.count(channel);
  }

  @Override
  public synchronized void tick(Instant now) {
    for (Peer dead : peers.expire(now)) {
      // They had until now to come back by another node.
      forget(dead.node, dead.heard);
    }
    if (asked) {
      tellAll(now);
    }
    roster.tick(now);
  }

  synchronized int nodes() {
    return peers.size();
  }

  /** Asks every node whom it has: this one knows nobody yet. */
  void askAll() {
    others.accept(new Ask(""));
  }

  /** Tells the others that this node goes. */
  void sayGoodbye() {
    others.accept(new Bye());
  }

  /** This node hears itself. */
  synchronized void onEcho() {
    peers.onEcho(clock.instant());
  }

  /** A node is there; if it is not known whom it has, it is asked. */
  synchronized void onBeat(String from) {
    if (!peers.hear(from, clock.instant()).inStep) {
      others.accept(new Ask(from));
    }
  }

  /** Something that the node told of presence was lost. */
  synchronized void onLoss(String from) {
    peers.hear(from, clock.instant()).fallOutOfStep();
    others.accept(new Ask(from));
  }

  synchronized void onItem(String from, Item.Kind kind, Unpacker item) {
    Instant now = clock.instant();
    Peer peer = peers.hear(from, now);
    switch (kind) {
      case CAME -> came(from, Placed.read(item), now, false);
      case LEFT -> left(from, Left.read(item), now);
      case PEOPLE -> people(peer, People.read(item), now);
      case ASK -> asked(Ask.read(item), now);
      case BYE -> {
        peers.remove(from);
        forget(from, now);
      }
      case BEAT, EVENT -> throw new IllegalArgumentException("nothing of presence");
    }
  }

  private void came(String from, Placed who, Instant now, boolean mine) {
    var _ = roster.arrive(from, who.channel(), who.member(), now, mine);
  }

  private void left(String from, Left who, Instant now) {
    var _ = roster.depart(from, who.channel(), who.principal(), now, false);
  }

  private void people(Peer peer, People part, Instant now) {
    if (peer.inStep) {
      return;
    }
    if (part.index() == 0) {
      peer.told = new HashSet<>();
      peer.parts = 0;
    }
    Set<Placed> told = peer.told;
    if (told == null || part.index() != peer.parts) {
      return;
    }
    peer.parts++;
    for (Placed who : part.some()) {
      told.add(key(who.channel(), who.member().id()));
      came(peer.node, who, now, peer.returned && peers.standsIn(peer.node));
    }
    if (part.last()) {
      forget(peer.node, told, now);
      peer.told = null;
      peer.inStep = true;
    }
  }

  private void asked(Ask ask, Instant now) {
    if (ask.node().isEmpty() || ask.node().equals(node)) {
      tellAll(now);
    }
  }

  /** Tells all whom this node has; not more often than once a second, however many ask. */
  private void tellAll(Instant now) {
    asked = toldAll.isAfter(now.minus(TELL_AGAIN)) && !toldAll.isAfter(now);
    if (asked) {
      return;
    }
    toldAll = now;
    List<Placed> all = new ArrayList<>();
    roster.own((channel, member) -> all.add(new Placed(channel, member)));
    int parts = Math.max(1, Math.ceilDiv(all.size(), PART));
    for (int i = 0; i < parts; i++) {
      List<Placed> some = all.subList(i * PART, Math.min(all.size(), (i + 1) * PART));
      others.accept(new People(i, i == parts - 1, List.copyOf(some)));
    }
  }

  private void forget(String from, Instant left) {
    forget(from, Set.of(), left);
  }

  private void forget(String from, Set<Placed> but, Instant left) {
    boolean mine = peers.standsIn(from);
    List<Placed> gone = new ArrayList<>();
    roster.of(from, (channel, member) -> gone.add(key(channel, member.id())));
    gone.removeIf(but::contains);
    for (Placed who : gone) {
      var _ = roster.depart(from, who.channel(), who.member().id(), left, mine);
    }
  }

  /** Names an entry, whatever else is told of the member. */
  private static Placed key(Channel channel, String principal) {
    return new Placed(channel, new Member(principal, "", "", Instant.EPOCH));
  }
}
