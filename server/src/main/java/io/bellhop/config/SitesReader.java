package io.bellhop.config;

import io.bellhop.auth.Jwks;
import io.bellhop.auth.RemoteKeys;
import io.bellhop.auth.Secret;
import io.bellhop.auth.Site;
import io.bellhop.engine.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the sites with their rooms. */
final class SitesReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9._~@-]{1,96}");
  private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[a-z0-9.\\[\\]:-]+");

  /** Less would take away what people are still saying. */
  private static final Duration SHORTEST = Duration.ofHours(1);

  private SitesReader() {}

  static List<Config.Site> read(Section root, boolean shared) {
    List<Config.Site> sites = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section section : root.sections("sites", "id")) {
      try (section) {
        Config.Site site = site(section, shared);
        unique(section, "site", site.id(), ids);
        sites.add(site);
      }
    }
    if (sites.isEmpty()) {
      root.problems().add(root.place(), "sites", "at least one site", "none");
    }
    return List.copyOf(sites);
  }

  private static Config.Site site(Section section, boolean shared) {
    String id = Read.required(section, "id", "1 to 63 characters of a-z, 0-9 and -", ID);
    return new Config.Site(
        id,
        Read.text(section, "name", id, 80),
        secret(section, shared),
        jwks(section),
        Set.copyOf(
            Read.list(
                section, "origins", "an origin such as https://www.example.com, or *", ORIGIN)),
        Read.flag(section, "guests", true),
        Set.copyOf(Read.list(section, "flags", "1 to 63 characters of a-z, 0-9 and -", ID)),
        rooms(section),
        chatRetention(section),
        DeskReader.read(section),
        FirstManagerReader.read(section));
  }

  private static @Nullable Secret secret(Section section, boolean shared) {
    Secret stated = Read.secret(section, "secret", Site.MIN_SECRET);
    Secret kept = Read.secretFile(section, "secret-file", Site.MIN_SECRET);
    boolean both = section.has("secret") && section.has("secret-file");
    boolean neither = !section.has("secret") && !section.has("secret-file");
    if (both) {
      section
          .problems()
          .add(section.place(), section.path("secret"), "a secret or a secret-file", "both");
    }
    if (neither && shared) {
      section
          .problems()
          .add(
              section.place(),
              section.path("secret"),
              "a secret or a secret-file, as several servers may share the store",
              "neither");
    }
    return stated == null ? kept : stated;
  }

  private static Config.@Nullable Jwks jwks(Section section) {
    Value value = section.value("jwks");
    if (value == null || value.text() == null || !value.text().contains("://")) {
      Path file = Read.file(section, "jwks");
      return value == null || file == null ? null : local(section, value, file);
    }
    URI url = Read.url(section, "jwks");
    if (url != null && !RemoteKeys.trustworthy(url)) {
      section.problems().add(value, "a URL with https, as keys must come unchanged");
    }
    return url == null ? null : new Config.Jwks.Remote(url);
  }

  private static Config.@Nullable Jwks local(Section section, Value value, Path file) {
    try {
      return new Config.Jwks.Local(Jwks.parse(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      section.problems().add(value, "a file with keys (" + e.getMessage() + ")");
      return null;
    }
  }

  private static @Nullable Duration chatRetention(Section section) {
    try (Section chat = section.section("chat")) {
      Duration kept = Read.keeping(chat, "retention", null);
      if (kept != null && kept.compareTo(SHORTEST) < 0) {
        chat.problems()
            .add(
                chat.place(),
                chat.path("retention"),
                "forever, or at least 1h",
                kept.toMinutes() + "m");
      }
      return kept;
    }
  }

  private static List<Config.Room> rooms(Section section) {
    List<Config.Room> rooms = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section room : section.sections("rooms", "id")) {
      try (room) {
        String id = Read.required(room, "id", "1 to 96 characters of A-Z a-z 0-9 . _ ~ @ -", ROOM);
        unique(room, "room", id, ids);
        rooms.add(
            new Config.Room(
                id, Read.text(room, "name", id, 80), Read.roles(room, "roles", Role.PEOPLE)));
      }
    }
    return List.copyOf(rooms);
  }

  static void unique(Section section, String kind, String id, Set<String> ids) {
    if (!ids.add(id)) {
      section.problems().tell(section.place() + ": the " + kind + " " + id + " is there twice");
    }
  }
}
