package io.bellhop.config;

import io.bellhop.engine.Namespace;
import io.bellhop.engine.Namespace.Access;
import io.bellhop.engine.Namespace.History;
import io.bellhop.engine.Namespace.PresenceShown;
import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the namespaces that a business adds to those of the features. */
final class NamespacesReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Set<String> TAKEN =
      Set.of("auth", "chat", "desk", "person", "site", "user", "view");
  private static final int DEFAULT_SIZE = 100;
  private static final Duration DEFAULT_AGE = Duration.ofMinutes(10);

  private enum Keeps {
    DURABLE,
    RECENT,
    TRANSIENT
  }

  private NamespacesReader() {}

  static List<Namespace> read(Section root, @Nullable Duration retention) {
    List<Namespace> namespaces = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.sections("namespaces", "name")) {
      try (section) {
        Namespace namespace = namespace(section, retention);
        SitesReader.unique(section, "namespace", namespace.name(), names);
        namespaces.add(namespace);
      }
    }
    return List.copyOf(namespaces);
  }

  private static Namespace namespace(Section section, @Nullable Duration retention) {
    String name = Read.required(section, "name", "1 to 32 characters of a-z, 0-9 and -", NAME);
    if (TAKEN.contains(name)) {
      section.problems().tell(section.place() + ": the namespace " + name + " is the server's own");
    }
    return new Namespace(
        name,
        history(section, retention),
        Read.roles(section, "subscribe", Role.KNOWN),
        Read.roles(section, "publish", Role.TEAM),
        Read.word(section, "presence", PresenceShown.NONE),
        Access.OPEN);
  }

  private static History history(Section section, @Nullable Duration retention) {
    Keeps keeps = Read.word(section, "history", Keeps.TRANSIENT);
    Duration kept = Read.keeping(section, "retention", retention);
    int size = Read.whole(section, "size", DEFAULT_SIZE, 1, 10_000);
    Duration age = Read.duration(section, "age", DEFAULT_AGE);
    onlyFor(section, "retention", keeps == Keeps.DURABLE, "durable");
    onlyFor(section, "size", keeps == Keeps.RECENT, "recent");
    onlyFor(section, "age", keeps == Keeps.RECENT, "recent");
    return switch (keeps) {
      case DURABLE -> new History.Durable(kept);
      case RECENT -> new History.Recent(size, age);
      case TRANSIENT -> new History.Transient();
    };
  }

  private static void onlyFor(Section section, String key, boolean right, String history) {
    Value value = section.value(key);
    if (value != null && !right) {
      section.problems().add(value, "it only with history: " + history);
    }
  }
}
