package io.bellhop.server;

import io.bellhop.auth.Auth;
import io.bellhop.auth.Sites;
import io.bellhop.config.Config;
import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Registry;
import io.bellhop.engine.Tracer;
import io.bellhop.engine.Tx;
import io.bellhop.engine.hub.Hub;
import io.bellhop.engine.hub.HubSettings;
import io.bellhop.engine.hub.HubStats;
import io.bellhop.feature.chat.Rooms;
import io.bellhop.feature.file.FileFeature;
import io.bellhop.feature.person.PersonFeature;
import io.bellhop.json.JacksonCodec;
import io.bellhop.sql.Janitor;
import io.bellhop.sql.ProjectorRunner;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.TimerRunner;
import io.bellhop.tracing.OpenTelemetryTracer;
import io.bellhop.tracing.TracingSettings;
import io.bellhop.transport.Gateway;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One running server: the composition root. Parts are made in the order in which they need each
 * other, and closed in reverse.
 */
public final class Bellhop implements AutoCloseable {
  private final Config config;
  private final Deque<AutoCloseable> parts;
  private final JacksonCodec codec = new JacksonCodec();
  private final Registry registry = new Registry();
  private final HubStats stats;
  private final HubSettings settings;
  private final Nodes nodes;
  private final SqlLedger ledger;
  private final Hub hub;
  private final Heartbeat heartbeat;
  private final LiveConfig live;
  private final Auth auth;
  private final Retention retention;
  private final Features features;
  private final Gateway gateway;
  private final int port;
  private volatile boolean draining;

  private Bellhop(
      Config config, List<Feature> more, InstantSource clock, Deque<AutoCloseable> parts) {
    this.parts = parts;
    this.config = config;
    settings = Settings.hub(config);
    nodes = own(Nodes.of(config.broker(), settings.leaveGrace(), clock));
    Tracer tracer = tracer();
    stats = new HubStats(tracer);
    ledger =
        own(SqlLedger.open(Settings.ledger(config), codec, clock, tracer, nodes.broker()::publish));
    heartbeat = own(new Heartbeat("heartbeat"));
    var looks = own(new Heartbeat("looks into the store"));

    var core = new Core(settings, registry, ledger, nodes, stats, codec, clock);
    hub = core.hub();
    Sites sites = Tenants.of(config, clock);
    live = new LiveConfig(config, sites);
    auth =
        own(
            new Auth(
                sites,
                config.publicUrl(),
                Settings.guests(config),
                ledger,
                hub,
                this::onStaffRemoved,
                codec,
                clock));

    registry.add(core.kernel(auth.authenticator(), live::flags));
    auth.features().forEach(registry::add);
    retention = new Retention(config);
    features =
        own(
            new Features(
                config,
                live,
                ledger,
                hub,
                nodes.presence(),
                registry,
                retention.sites(),
                auth::hasEnded,
                codec,
                clock));
    features.all().forEach(registry::add);
    registry.add(new PersonFeature(ledger, auth.authenticator(), registry::personalData));
    registry.add(new ConfiguredNamespaces(config.namespaces()));
    more.forEach(registry::add);

    auth.catchUp();
    auth.invite(Settings.firstManagers(config));
    startReaders(clock);
    features.start();
    var _ = own(nodes.look(hub, auth::catchUp));
    core.start(heartbeat, looks);
    looks.every(Duration.ofSeconds(60), auth::catchUp);
    heartbeat.every(Duration.ofSeconds(1), () -> features.tick(clock.instant()));

    Metrics metrics = ServerMetrics.of(stats, ledger.stats());
    nodes.measure(metrics);
    var pages = new Pages(registry, ledger, metrics, () -> draining);
    gateway =
        own(
            new Gateway(
                Settings.gateway(config),
                settings,
                hub,
                core.dispatcher(),
                core.answers(),
                auth.authenticator(),
                codec,
                pages.byPath(),
                FileBlobs.of(features.files())));
    port = gateway.start();
  }

  /**
   * Starts a server; returns when it listens.
   *
   * @throws IllegalStateException if a part cannot start; nothing is left running
   */
  public static Bellhop start(Config config) {
    return start(config, List.of(), InstantSource.system());
  }

  /** As {@link #start(Config)}, with more features and another clock. */
  public static Bellhop start(Config config, List<Feature> more, InstantSource clock) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return new Bellhop(config, more, clock, parts);
    } catch (RuntimeException e) {
      parts.forEach(Closing::quietly);
      throw e;
    }
  }

  /** Reads the file again whenever it changes, and applies what may change without a restart. */
  public void watch(Path file, Map<String, String> environment) {
    heartbeat.every(Duration.ofSeconds(2), () -> live.look(file, environment));
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** All that its features define. */
  Registry registry() {
    return registry;
  }

  SqlLedger ledger() {
    return ledger;
  }

  Hub hub() {
    return hub;
  }

  Rooms rooms() {
    return features.rooms();
  }

  Features features() {
    return features;
  }

  /** How long a channel's events are kept; null for ever. */
  @Nullable Duration retention(Channel channel) {
    return retention.of(channel, registry::retention);
  }

  FileFeature files() {
    return features.files();
  }

  Authenticator authenticator() {
    return auth.authenticator();
  }

  /** Sends its clients elsewhere over time, then ends. Blocks. */
  public void drain() throws InterruptedException {
    draining = true;
    new Drain(hub, gateway::inFlight).run(config.drain());
  }

  private void onStaffRemoved(Tx tx, String site, String person) {
    features.onStaffRemoved(tx, site, person);
  }

  private Tracer tracer() {
    TracingSettings tracing = config.tracing();
    return tracing == null ? Tracer.NONE : own(new OpenTelemetryTracer(tracing));
  }

  private void startReaders(InstantSource clock) {
    registry.projectors().forEach(p -> own(new ProjectorRunner(ledger, p)).start());
    own(new TimerRunner(ledger, registry.timers(), clock)).start();
    own(new Janitor(ledger, this::retention, clock)).start();
  }

  private <T extends AutoCloseable> T own(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    parts.forEach(Closing::quietly);
    parts.clear();
  }
}
