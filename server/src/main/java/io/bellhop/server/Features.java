package io.bellhop.server;

import io.bellhop.config.Config;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Live;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Registry;
import io.bellhop.engine.Tx;
import io.bellhop.feature.chat.ChatFeature;
import io.bellhop.feature.chat.Rooms;
import io.bellhop.feature.chat.Sender;
import io.bellhop.feature.desk.DeskFeature;
import io.bellhop.feature.desk.Post;
import io.bellhop.feature.file.FileFeature;
import io.bellhop.feature.presence.Ended;
import io.bellhop.feature.presence.PresenceFeature;
import io.bellhop.feature.seal.SealFeature;
import io.bellhop.feature.site.SiteFeature;
import io.bellhop.mail.MailFeature;
import io.bellhop.protocol.Codec;
import io.bellhop.sql.Loop;
import io.bellhop.sql.SqlLedger;
import io.bellhop.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a site's people and programs can do: the features, connected through the ports that they
 * declare.
 */
final class Features implements AutoCloseable {
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration EXPIRY = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Map<String, Duration> retention;
  private final Loop expiring = new Loop("retention", this::expireAll);
  private final Loop sweeping = new Loop("sweeper", this::sweep);
  private final ChatFeature chat;
  private final DeskFeature desk;
  private final PresenceFeature presence;
  private final SealFeature seal;
  private final SiteFeature site;
  private final Storage storage;
  private final FileFeature files;
  private final @Nullable MailFeature mail;

  /**
   * @param registry to ask who may subscribe a channel
   * @param retention how long messages are kept, by site
   * @param tokens whose were ended
   */
  Features(
      Config config,
      LiveConfig live,
      SqlLedger ledger,
      Live hub,
      Presence presence,
      Registry registry,
      Map<String, Duration> retention,
      Ended tokens,
      Codec codec,
      InstantSource clock) {
    this.clock = clock;
    this.storage = Settings.storage(config, clock);
    this.files =
        new FileFeature(
            ledger,
            codec,
            registry,
            Settings.files(config),
            config.data().resolve("files/incoming"),
            storage,
            clock);
    this.retention = retention;
    this.mail = config.mail() == null ? null : new MailFeature(ledger, codec, config.mail(), clock);
    this.site = new SiteFeature(config.retention(), live::name);
    this.desk =
        new DeskFeature(
            ledger,
            codec,
            new DeskRooms(this::chat, this::seal),
            post(live),
            new DeskAttendance(this::presence),
            live::desk,
            config.retention());
    this.chat =
        new ChatFeature(
            ledger,
            hub,
            codec,
            Settings.rooms(config),
            new FileAttachments(files.files()),
            new DeskWatcher(this::desk),
            this::colleague,
            config.retention());
    this.seal = new SealFeature(ledger, codec, new SealCircle(chat, desk));
    this.presence = new PresenceFeature(ledger, hub, presence, tokens, codec, clock);
  }

  List<Feature> all() {
    List<Feature> all = new ArrayList<>(List.of(site, chat, desk, presence, files, seal));
    if (mail != null) {
      all.add(mail);
    }
    return all;
  }

  /** Removes what sites keep no longer. Blocks. */
  void expire() {
    retention.forEach((site, kept) -> {
      Instant before = clock.instant().minus(kept);
      desk.expire(site, before);
      chat.expire(site, before);
    });
  }

  /** Begins what is not asked for. */
  void start() {
    sweeping.start();
    if (!retention.isEmpty()) {
      expiring.start();
    }
    if (mail != null) {
      mail.start();
    }
  }

  /** What is to be done about once a second. */
  void tick(Instant now) {
    chat.tick(now);
  }

  /** Takes notice that somebody works for a site no longer, in the transaction that says so. */
  void onStaffRemoved(Tx tx, String site, String person) {
    desk.removeAgent(tx, site, person);
  }

  /** Chat's rooms, for whoever changes them in a transaction of their own. */
  Rooms rooms() {
    return chat.rooms();
  }

  /** Files, for whoever sends and takes their bytes. */
  FileFeature files() {
    return files;
  }

  private Duration expireAll() {
    expire();
    return EXPIRY;
  }

  private Duration sweep() {
    return files.sweep() ? Duration.ZERO : SWEEP;
  }

  private Post post(LiveConfig live) {
    return mail == null ? Post.NONE : new DeskPost(mail.outbox(), live::name);
  }

  private ChatFeature chat() {
    return chat;
  }

  private PresenceFeature presence() {
    return presence;
  }

  private DeskFeature desk() {
    return desk;
  }

  private SealFeature seal() {
    return seal;
  }

  private Optional<Sender> colleague(String site, String person) {
    return desk.agent(site, person).map(one -> new Sender(one.id(), one.role(), one.name()));
  }

  @Override
  public void close() {
    expiring.close();
    sweeping.close();
    storage.close();
    presence.close();
    if (mail != null) {
      mail.close();
    }
  }
}
