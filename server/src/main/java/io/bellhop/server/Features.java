package io.bellhop.server;

import io.bellhop.config.Config;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Live;
import io.bellhop.engine.Presence;
import io.bellhop.feature.chat.ChatFeature;
import io.bellhop.feature.chat.Rooms;
import io.bellhop.feature.desk.DeskFeature;
import io.bellhop.feature.file.FileFeature;
import io.bellhop.feature.presence.PresenceFeature;
import io.bellhop.feature.seal.SealFeature;
import io.bellhop.feature.site.SiteFeature;
import io.bellhop.protocol.Codec;
import io.bellhop.sql.SqlLedger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What a site's people and programs can do: the features, connected through the ports that they
 * declare.
 */
final class Features implements AutoCloseable {
  private final ChatFeature chat;
  private final DeskFeature desk;
  private final PresenceFeature presence;
  private final SealFeature seal;
  private final SiteFeature site;
  private final FileFeature files;

  Features(
      Config config,
      LiveConfig live,
      SqlLedger ledger,
      Live hub,
      Presence presence,
      FileFeature files,
      Codec codec,
      InstantSource clock) {
    this.files = files;
    this.site = new SiteFeature(config.retention());
    this.desk =
        new DeskFeature(ledger, codec, new DeskRooms(this::chat), live::desk, config.retention());
    this.chat =
        new ChatFeature(
            ledger,
            hub,
            codec,
            Settings.rooms(config),
            new FileAttachments(files.files()),
            new DeskWatcher(this::desk),
            config.retention());
    this.seal = new SealFeature(ledger, new SealCircle(chat, desk));
    this.presence = new PresenceFeature(ledger, hub, presence, codec, clock);
  }

  List<Feature> all() {
    return List.of(site, chat, desk, presence, files, seal);
  }

  /** What is to be done about once a second. */
  void tick(Instant now) {
    chat.tick(now);
  }

  /** Chat's rooms, for whoever changes them in a transaction of their own. */
  Rooms rooms() {
    return chat.rooms();
  }

  private ChatFeature chat() {
    return chat;
  }

  private DeskFeature desk() {
    return desk;
  }

  @Override
  public void close() {
    presence.close();
  }
}
