package io.bellhop.engine.hub;

import io.bellhop.engine.Broker;
import io.bellhop.engine.Caller;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Filters;
import io.bellhop.engine.Live;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Right;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions and subscriptions of this node. Takes what was committed anywhere and delivers it to
 * whoever is subscribed here. Thread-safe; nothing here blocks.
 */
public final class Hub implements Live {
  private final HubSettings settings;
  private final HubStats stats;
  private final InstantSource clock;
  private final Broker broker;
  private final Presence presence;
  private final Filters filters;
  private final Histories histories;
  private final Answers answers;
  private final Replayer replayer;
  private final SecureRandom random = new SecureRandom();
  private final List<Shard> shards = new CopyOnWriteArrayList<>();
  private final Delivery delivery;
  private final Losses losses;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final List<Consumer<Caller>> connected = new CopyOnWriteArrayList<>();
  private volatile boolean draining;

  public Hub(
      HubSettings settings,
      HubStats stats,
      Codec codec,
      InstantSource clock,
      Broker broker,
      Presence presence,
      Filters filters,
      Histories histories,
      Answers answers) {
    this.settings = settings;
    this.stats = stats;
    this.clock = clock;
    this.broker = broker;
    this.presence = presence;
    this.filters = filters;
    this.histories = histories;
    this.answers = answers;
    this.replayer = new Replayer(histories::of, filters, codec, stats);
    this.losses = new Losses(this, shards, histories);
    this.delivery = new Delivery(shards, histories, codec, losses);
    broker.listen(delivery);
  }

  /** A shard for one more event loop. */
  public Shard shard(Executor loop) {
    Shard shard = new Shard(loop, filters, settings, stats, delivery::hearAgain);
    shards.add(shard);
    return shard;
  }

  /**
   * Opens a session; its client has then to {@code connect}.
   *
   * @throws BellhopException {@code unavailable} while the node drains
   */
  public Session open(Shard shard, Link link, String address, @Nullable String origin) {
    if (draining) {
      throw new BellhopException(ErrorCode.UNAVAILABLE, "this node is going down");
    }
    Session session = new Session(newId(), address, origin, this, shard, link, clock.instant());
    sessions.put(session.id(), session);
    shard.run(() -> shard.add(session));
    return session;
  }

  /** The open session with this id. */
  public @Nullable Session session(String id) {
    return sessions.get(id);
  }

  /** Whether it takes no new sessions any more. */
  public boolean draining() {
    return draining;
  }

  public int size() {
    return sessions.size();
  }

  @Override
  public void signal(Event signal) {
    broker.publish(List.of(signal));
  }

  /** Delivers a signal to whoever is subscribed on this node. */
  void signalHere(Event signal) {
    delivery.onOwn(List.of(signal));
  }

  /** Has something done once events of other nodes may have been lost. It may block. */
  public void onLoss(Runnable action) {
    losses.listen(action);
  }

  @Override
  public void listen(String namespace, Consumer<Event> listener) {
    delivery.listen(namespace, listener);
  }

  @Override
  public void onConnected(Consumer<Caller> listener) {
    connected.add(listener);
  }

  /** A session's principal is known. Blocks. */
  void welcome(Session session) {
    connected.forEach(listener -> listener.accept(session));
  }

  @Override
  public boolean watched(Channel channel) {
    return !broker.alone() || shards.stream().anyMatch(shard -> shard.wants(channel));
  }

  @Override
  public void attend(Caller caller, Channel channel) {
    if (caller instanceof Session session) {
      // Before the session knows it, so that its end cannot come between.
      presence.enter(channel, session.principal(), clock.instant());
      if (!session.attend(channel)) {
        presence.leave(channel, session.principal(), clock.instant());
      }
    }
  }

  @Override
  public void depart(Caller caller, Channel channel) {
    if (caller instanceof Session session && session.depart(channel)) {
      presence.leave(channel, session.principal(), clock.instant());
    }
  }

  @Override
  public void end(Predicate<Principal> who, CloseCode code, String message) {
    for (Session session : sessions.values()) {
      if (who.test(session.principal())) {
        session.endSoon(code, null);
      }
    }
  }

  @Override
  public void review(Predicate<Principal> who) {
    for (Session session : sessions.values()) {
      if (who.test(session.principal())) {
        Thread.startVirtualThread(() -> reviewOrEnd(session));
      }
    }
  }

  /** Nobody goes on with a right that could not be looked at. */
  private void reviewOrEnd(Session session) {
    try {
      review(session);
    } catch (RuntimeException e) {
      session.fail("its rights cannot be reviewed", e);
    }
  }

  /** Ends the subscriptions that the session's principal has no right to any more. Blocks. */
  void review(Session session) {
    Shard shard = session.shard();
    Principal principal = session.principal();
    List<Channel> lost = new ArrayList<>(shard.await(session::underReview));
    lost.removeIf(c -> histories.namespace(c).permits(principal, Right.SUBSCRIBE, c));
    if (!lost.isEmpty()) {
      leave(principal, shard.await(() -> session.drop(lost, ErrorCode.FORBIDDEN)));
    }
  }

  /** Once a second: pings, silence, expiry, leaves, old pages. */
  public void tick() {
    Instant now = clock.instant();
    shards.forEach(shard -> shard.tick(now));
    presence.tick(now);
    replayer.tick();
  }

  /**
   * Compares what was delivered with the heads of all channels that somebody is subscribed to, and
   * has the rest read from the ledger: after a commit whose outcome was not known. Blocks.
   */
  public void checkPositions() {
    checkPositions(channel -> true);
  }

  void checkPositions(Predicate<Channel> which) {
    Set<Channel> channels = new HashSet<>();
    shards.forEach(shard -> channels.addAll(shard.channels()));
    channels.removeIf(which.negate());
    histories
        .heads(channels)
        .forEach((channel, head) -> shards.forEach(shard -> shard.checkPosition(channel, head)));
  }

  /** Takes no new sessions from now on. */
  public void close() {
    draining = true;
  }

  /**
   * Ends some sessions because the node goes down, each once the request in hand is answered; each
   * is told a moment of its own to come back.
   */
  public void drain(int most, Duration within) {
    sessions.values().stream()
        .filter(session -> !session.leaving())
        .limit(most)
        .forEach(session -> {
          long wait = ThreadLocalRandom.current().nextLong(within.toMillis() + 1);
          session.leave(Duration.ofMillis(wait));
        });
  }

  void remove(Session session) {
    if (!sessions.remove(session.id(), session)) {
      return;
    }
    Shard shard = session.shard();
    shard.run(() -> {
      shard.remove(session);
      List<Channel> left = new ArrayList<>(session.unsubscribeAll());
      left.addAll(session.departAll());
      if (!left.isEmpty()) {
        Thread.startVirtualThread(() -> leave(session.principal(), left));
      }
    });
  }

  void leave(Principal principal, List<Channel> channels) {
    Instant now = clock.instant();
    channels.forEach(channel -> presence.leave(channel, principal, now));
  }

  private String newId() {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  HubSettings settings() {
    return settings;
  }

  public HubStats stats() {
    return stats;
  }

  InstantSource clock() {
    return clock;
  }

  Answers answers() {
    return answers;
  }

  Replayer replayer() {
    return replayer;
  }
}
