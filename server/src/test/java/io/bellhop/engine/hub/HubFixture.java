package io.bellhop.engine.hub;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.cel.CelFilters;
import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Broker;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Position;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Registry;
import io.bellhop.engine.Role;
import io.bellhop.json.JacksonCodec;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A whole hub on one loop with its real parts: rings for history, broker and presence in memory,
 * CEL filters. Tokens are {@code site/id/role}.
 */
final class HubFixture implements AutoCloseable {
  static final Namespace.History.Recent RING =
      new Namespace.History.Recent(10_000, Duration.ofHours(1));

  final SettableClock clock = new SettableClock();
  final JacksonCodec codec = new JacksonCodec();
  final HubStats stats = new HubStats();
  final LossyBroker broker = new LossyBroker();
  final Registry registry = new Registry();
  final RecentHistory recent = new RecentHistory("test", clock, broker);
  final CountedFrames frames = new CountedFrames();
  final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  final ExecutorService loop =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, fault) -> uncaught.add(fault))
              .factory());
  final Hub hub;
  final Shard shard;

  /** Whether rights can be looked up. */
  volatile boolean knowsRights = true;

  private final RateLimiter limiter;

  HubFixture(HubSettings settings) {
    limiter = new RateLimiter(settings.rates());
    CelFilters filters = new CelFilters(codec);
    Histories histories = new Histories(registry, new NoLedger(), recent);
    Dispatcher dispatcher = new Dispatcher(registry, limiter, codec, clock, stats);
    Answers answers = new Answers(dispatcher, codec, settings.batch());
    Roster presence = new Roster(settings.leaveGrace());
    hub = new Hub(settings, stats, codec, clock, broker, presence, filters, histories, answers);
    presence.listen(new PresenceSignals(registry, hub, codec));
    Subscriptions subscriptions = new Subscriptions(hub, histories, presence, filters);
    registry.add(
        new Kernel(
            hub,
            histories,
            subscriptions,
            recent,
            new NoLedger(),
            new PlainTokens(),
            site -> Map.of()));
    registry.add(
        new Feature() {
          @Override
          public List<Namespace> namespaces() {
            return List.of(
                namespace("room", RING, Namespace.PresenceShown.MEMBERS),
                namespace("count", RING, Namespace.PresenceShown.COUNT),
                namespace(
                    "signal", new Namespace.History.Transient(), Namespace.PresenceShown.NONE));
          }

          @Override
          public List<Method<?, ?>> methods() {
            return List.of(
                Method.named("test.fail", Method.None.class, Method.None.class)
                    .does((call, none) -> {
                      throw new IllegalStateException("a bug, with a secret in it");
                    }));
          }
        });
    shard = hub.shard(loop);
  }

  HubFixture() {
    this(HubSettings.DEFAULT);
  }

  private boolean isOpen(Channel channel) {
    if (!knowsRights) {
      throw new BellhopException(ErrorCode.UNAVAILABLE, "the rights are not there");
    }
    return !channel.id().startsWith("closed");
  }

  private Namespace namespace(
      String name, Namespace.History history, Namespace.PresenceShown presence) {
    return new Namespace(
        name,
        history,
        Role.KNOWN,
        Set.of(Role.STAFF),
        presence,
        (principal, right, channel) -> isOpen(channel));
  }

  /** A connection that has said nothing yet. */
  Client line() {
    RecordingLink link = new RecordingLink(frames);
    return new Client(link, hub.open(shard, link, "10.0.0.1", null));
  }

  /** A connected client. */
  Client client(String token) {
    Client client = line();
    client.call("connect", "{\"token\":\"" + token + "\"}");
    return client;
  }

  Event publish(String channel, String type, String data) {
    return recent.append(new Channel("s", channel), RING, type, new Json(data), null);
  }

  /** Has the hub look at its sessions as often as in so many seconds. */
  void seconds(int count) {
    for (int second = 0; second < count; second++) {
      hub.tick();
      settle();
    }
  }

  /** Runs until the loop has done what was asked of it. */
  void settle() {
    for (int i = 0; i < 3; i++) {
      shard.call(() -> true).join();
    }
  }

  /** Ends the loop and demands that nothing written on it is still held. */
  @Override
  public void close() {
    loop.shutdown();
    try {
      assertThat(loop.awaitTermination(10, SECONDS)).as("the loop ends").isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(frames.held()).as("frames that nobody let go of").isZero();
  }

  /** One client: sends requests and waits for answers. */
  final class Client {
    final RecordingLink link;
    final Session session;
    private int id;

    Client(RecordingLink link, Session session) {
      this.link = link;
      this.session = session;
    }

    /** Calls and returns the whole answer. */
    String call(String method, String params) {
      int mine = ++id;
      session.onFrame(
          "{\"jsonrpc\":\"2.0\",\"id\":"
              + mine
              + ",\"method\":\""
              + method
              + "\",\"params\":"
              + params
              + "}");
      return awaitFrame("\"id\":" + mine + ",");
    }

    String awaitFrame(String part) {
      await()
          .atMost(10, SECONDS)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> link.frames.stream().anyMatch(frame -> frame.contains(part)));
      return link.frames.reversed().stream()
          .filter(frame -> frame.contains(part))
          .findFirst()
          .orElseThrow();
    }

    /** The offsets of all events received, in order. */
    List<Long> offsets() {
      settle();
      return link.frames.stream()
          .filter(frame -> frame.contains("\"method\":\"events\""))
          .flatMap(frame ->
              java.util.regex.Pattern.compile("\"offset\":(\\d+)").matcher(frame).results())
          .map(match -> Long.valueOf(match.group(1)))
          .toList();
    }

    long count(String part) {
      settle();
      return link.frames.stream().filter(frame -> frame.contains(part)).count();
    }
  }

  /** A broker in memory that loses events when told to. */
  static final class LossyBroker implements Broker {
    private final MemoryBroker broker = new MemoryBroker();
    volatile boolean loses;
    private volatile @Nullable Receiver receiver;

    @Override
    public void publish(List<Event> events) {
      if (!loses) {
        broker.publish(events);
      }
    }

    @Override
    public void listen(Receiver known) {
      receiver = known;
      broker.listen(known);
    }

    /** What the other side of a broker between nodes is told. */
    Receiver receiver() {
      return Objects.requireNonNull(receiver);
    }

    @Override
    public boolean alone() {
      return true;
    }

    @Override
    public void close() {
      broker.close();
    }
  }

  private static final class PlainTokens implements Authenticator {
    @Override
    public Principal authenticate(String token) {
      String[] parts = token.split("/", -1);
      if (parts.length != 3) {
        throw new BellhopException(ErrorCode.UNAUTHENTICATED, "not site/id/role");
      }
      return new Principal(
          parts[0],
          parts[1],
          Role.valueOf(parts[2].toUpperCase(java.util.Locale.ROOT)),
          parts[1],
          Instant.parse("2026-11-20T13:00:00Z"),
          Instant.EPOCH,
          null,
          Map.of());
    }

    @Override
    public boolean allows(String site, String origin) {
      return origin.equals("https://" + site + ".example");
    }

    @Override
    public boolean allowsSomewhere(String origin) {
      return true;
    }
  }

  /** The hub's tests need no ledger; SqlLedger has its own suite. */
  private static final class NoLedger implements Ledger {
    @Override
    public <R> R write(Work<R> work) {
      throw new BellhopException(ErrorCode.UNAVAILABLE, "no ledger here");
    }

    @Override
    public <R> R write(Once<R> once, Work<R> work) {
      throw new BellhopException(ErrorCode.UNAVAILABLE, "no ledger here");
    }

    @Override
    public Position head(Channel channel) {
      return new Position("none", 0);
    }

    @Override
    public @Nullable List<Event> read(Channel channel, long after, int limit) {
      return List.of();
    }
  }
}
