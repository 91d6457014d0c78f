package io.bellhop.server;

import io.bellhop.cel.CelFilters;
import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Registry;
import io.bellhop.engine.hub.Answers;
import io.bellhop.engine.hub.Dispatcher;
import io.bellhop.engine.hub.Histories;
import io.bellhop.engine.hub.Hub;
import io.bellhop.engine.hub.HubSettings;
import io.bellhop.engine.hub.HubStats;
import io.bellhop.engine.hub.Kernel;
import io.bellhop.engine.hub.PresenceSignals;
import io.bellhop.engine.hub.RateLimiter;
import io.bellhop.engine.hub.RecentHistory;
import io.bellhop.engine.hub.Subscriptions;
import io.bellhop.protocol.Codec;
import io.bellhop.sql.SqlLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What every server has, whatever its features are: calls are taken and events delivered. */
final class Core {
  private static final int NAME = 8;

  private final SqlLedger ledger;
  private final InstantSource clock;
  private final RateLimiter limiter;
  private final Dispatcher dispatcher;
  private final Answers answers;
  private final RecentHistory recent;
  private final Histories histories;
  private final Hub hub;
  private final Subscriptions subscriptions;

  /**
   * @param registry to which features may still be added
   */
  Core(
      HubSettings settings,
      Registry registry,
      SqlLedger ledger,
      Nodes nodes,
      HubStats stats,
      Codec codec,
      InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
    var filters = new CelFilters(codec);
    limiter = new RateLimiter(settings.rates());
    dispatcher = new Dispatcher(registry, limiter, codec, clock, stats);
    answers = new Answers(dispatcher, codec, settings.batch());
    String name = UUID.randomUUID().toString().substring(0, NAME);
    recent = new RecentHistory(name, clock, nodes.broker());
    histories = new Histories(registry, ledger, recent);
    hub =
        new Hub(
            settings,
            stats,
            codec,
            clock,
            nodes.broker(),
            nodes.presence(),
            filters,
            histories,
            answers);
    subscriptions = new Subscriptions(hub, histories, nodes.presence(), filters);
    nodes.presence().listen(new PresenceSignals(registry, hub, codec));
  }

  Hub hub() {
    return hub;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Answers answers() {
    return answers;
  }

  /**
   * The methods that every server has.
   *
   * @param flags what is switched on for a site's pages
   */
  Kernel kernel(Authenticator authenticator, Function<String, Map<String, Boolean>> flags) {
    return new Kernel(hub, histories, subscriptions, recent, ledger, authenticator, flags);
  }

  /**
   * Has done from now on what must be done every so often.
   *
   * @param looks for what asks the store, which must not hold up the other
   */
  void start(Heartbeat heartbeat, Heartbeat looks) {
    var commits =
        new UncertainCommits(ledger.stats()::uncertain, ledger::ready, hub::checkPositions);
    looks.every(Duration.ofSeconds(1), commits::check);
    heartbeat.every(Duration.ofSeconds(1), hub::tick);
    heartbeat.every(Duration.ofSeconds(10), () -> limiter.tick(clock.instant()));
  }
}
