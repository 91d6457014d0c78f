package io.bellhop.server;

import io.bellhop.auth.Sites;
import io.bellhop.config.Config;
import io.bellhop.config.ConfigException;
import io.bellhop.config.ConfigReader;
import io.bellhop.feature.desk.DeskSettings;
import io.bellhop.logging.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the configuration that may change while the server runs: the log, and the sites'
 * flags, origins, guests and desks. Everything else waits for a restart, and a file that is wrong
 * changes nothing; both are logged. Thread-safe.
 */
final class LiveConfig {
  private static final Logger LOG = LoggerFactory.getLogger(LiveConfig.class);

  private final Sites sites;
  private volatile Config current;
  private @Nullable FileTime seen;

  LiveConfig(Config config, Sites sites) {
    this.current = config;
    this.sites = sites;
  }

  /** What is switched on for a site's pages. */
  Map<String, Boolean> flags(String site) {
    return current.sites().stream()
        .filter(one -> one.id().equals(site))
        .flatMap(one -> one.flags().stream())
        .collect(Collectors.toMap(name -> name, name -> true));
  }

  /** What people call a site. */
  String name(String site) {
    return current.sites().stream()
        .filter(one -> one.id().equals(site))
        .findFirst()
        .map(Config.Site::name)
        .orElse(site);
  }

  /** How a site's desk works. */
  DeskSettings desk(String site) {
    return current.sites().stream()
        .filter(one -> one.id().equals(site))
        .findFirst()
        .map(Config.Site::desk)
        .orElse(DeskSettings.DEFAULT);
  }

  /** Reads the file again if it has changed since the last look. */
  synchronized void look(Path file, Map<String, String> environment) {
    FileTime changed = changedAt(file);
    boolean first = seen == null;
    if (changed == null || changed.equals(seen)) {
      return;
    }
    seen = changed;
    if (!first) {
      read(file, environment);
    }
  }

  private void read(Path file, Map<String, String> environment) {
    try {
      apply(ConfigReader.read(file, environment));
    } catch (ConfigException e) {
      e.problems().forEach(problem -> LOG.error("configuration not taken: {}", problem));
    }
  }

  private void apply(Config next) {
    Config before = current;
    Config live = before.with(next.log(), sites(before, next));
    Logging.set(next.log().format() == Config.Log.Format.JSON, next.log().level().name());
    live.sites().forEach(site -> sites.admit(site.id(), site.origins(), site.guests()));
    current = live;
    LOG.info("configuration read again");
    if (!next.equals(live)) {
      LOG.warn("some of what changed in the configuration waits for a restart");
    }
  }

  private static List<Config.Site> sites(Config before, Config next) {
    return before.sites().stream()
        .map(site ->
            next.sites().stream()
                .filter(changed -> changed.id().equals(site.id()))
                .findFirst()
                .map(site::withLive)
                .orElse(site))
        .toList();
  }

  private static @Nullable FileTime changedAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return null;
    }
  }
}
