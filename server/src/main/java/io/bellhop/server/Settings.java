package io.bellhop.server;

import io.bellhop.config.Config;
import io.bellhop.engine.Limit;
import io.bellhop.engine.hub.HubSettings;
import io.bellhop.engine.hub.Rates;
import io.bellhop.feature.chat.OpenRoom;
import io.bellhop.sql.SqlSettings;
import io.bellhop.transport.GatewaySettings;
import java.util.List;
import java.util.Set;

/** What each part needs to know of the configuration. */
final class Settings {
  private Settings() {}

  static SqlSettings ledger(Config config) {
    return switch (config.store()) {
      case Config.Store.Sqlite() -> SqlSettings.sqlite(config.data());
      case Config.Store.Postgresql store ->
          SqlSettings.postgresql(
              store.url(), store.user(), store.password().reveal(), store.pool());
    };
  }

  static HubSettings hub(Config config) {
    HubSettings standard = HubSettings.DEFAULT;
    Config.Limits limits = config.limits();
    return new HubSettings(
        standard.pingInterval(),
        standard.pingTimeout(),
        standard.connectTimeout(),
        standard.leaveGrace(),
        limits.outbound(),
        limits.outbound() / 4,
        limits.subscriptions(),
        standard.inFlight(),
        limits.frame(),
        standard.batch(),
        rates(limits));
  }

  private static Rates rates(Config.Limits limits) {
    Rates standard = Rates.DEFAULT;
    return new Rates(
        new Limit(limits.messageBurst(), limits.messagesPerSecond()),
        new Limit(2 * limits.messageBurst(), 2.0 * limits.messagesPerSecond()),
        standard.address(),
        standard.anonymous());
  }

  /** How many guests one address may bring. */
  static Limit guests(Config config) {
    int perMinute = config.limits().guestsPerMinute();
    return new Limit(perMinute, perMinute / 60.0);
  }

  static GatewaySettings gateway(Config config) {
    Config.Listen listen = config.listen();
    Config.Tls tls = listen.tls();
    return new GatewaySettings(
        listen.host(),
        listen.port(),
        tls == null ? null : tls.certificate(),
        tls == null ? null : tls.key(),
        config.web(),
        config.limits().connections(),
        config.limits().connectionsPerAddress(),
        Set.copyOf(config.limits().trustedProxies()));
  }

  static List<OpenRoom> rooms(Config config) {
    return config.sites().stream()
        .flatMap(site ->
            site.rooms().stream()
                .map(room -> new OpenRoom(site.id(), room.id(), room.name(), room.roles())))
        .toList();
  }
}
