package io.bellhop.server;

import io.bellhop.auth.FirstManager;
import io.bellhop.config.Config;
import io.bellhop.engine.Limit;
import io.bellhop.engine.hub.HubSettings;
import io.bellhop.engine.hub.Rates;
import io.bellhop.feature.chat.OpenRoom;
import io.bellhop.feature.file.FileSettings;
import io.bellhop.sql.SqlSettings;
import io.bellhop.storage.FolderStorage;
import io.bellhop.storage.S3Settings;
import io.bellhop.storage.S3Storage;
import io.bellhop.storage.Storage;
import io.bellhop.transport.GatewaySettings;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        standard.loopWait(),
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

  /** Who is to be made manager of a site without staff, by site. */
  static Map<String, FirstManager> firstManagers(Config config) {
    Map<String, FirstManager> managers = new HashMap<>();
    for (Config.Site site : config.sites()) {
      if (site.firstManager() != null) {
        managers.put(site.id(), site.firstManager());
      }
    }
    return managers;
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

  static FileSettings files(Config config) {
    Config.Files files = config.files();
    return new FileSettings(
        files.max(),
        files.perDay(),
        files.countPerDay(),
        files.types(),
        files.keepFree(),
        files.s3() != null);
  }

  /** Where finished files are kept. */
  static Storage storage(Config config, InstantSource clock) {
    S3Settings s3 = config.files().s3();
    return s3 == null
        ? new FolderStorage(config.data().resolve("files/stored"))
        : new S3Storage(s3, clock);
  }

  static List<OpenRoom> rooms(Config config) {
    return config.sites().stream()
        .flatMap(site ->
            site.rooms().stream()
                .map(room -> new OpenRoom(site.id(), room.id(), room.name(), room.roles())))
        .toList();
  }
}
