package io.bellhop.config;

import io.bellhop.auth.Secret;
import io.bellhop.engine.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of one type from a section. A value that is not what it must be becomes a problem,
 * and the fallback is given instead.
 */
final class Read {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,10})(|KiB|MiB|GiB)");

  private Read() {}

  static <T> T value(
      Section section,
      String key,
      T fallback,
      String expected,
      Function<String, @Nullable T> parse) {
    Value value = section.value(key);
    if (value == null) {
      return fallback;
    }
    T read = value.text() == null ? null : parse.apply(value.text());
    if (read == null) {
      section.problems().add(value, expected);
      return fallback;
    }
    return read;
  }

  static String text(Section section, String key, String fallback, int max) {
    return value(
        section,
        key,
        fallback,
        "a text of 1 to " + max + " characters",
        text -> text.isBlank() || text.length() > max ? null : text);
  }

  static String matching(
      Section section, String key, String fallback, String expected, Pattern pattern) {
    return value(
        section, key, fallback, expected, text -> pattern.matcher(text).matches() ? text : null);
  }

  /** As {@link #matching}, for a key that must be there. */
  static String required(Section section, String key, String expected, Pattern pattern) {
    if (!section.has(key)) {
      section.problems().add(section.place(), section.path(key), expected, "nothing");
    }
    return matching(section, key, "", expected, pattern);
  }

  static int whole(Section section, String key, int fallback, int min, int max) {
    return value(
        section,
        key,
        fallback,
        "a whole number from " + min + " to " + max,
        text -> {
          Integer number = text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
          return number == null || number < min || number > max ? null : number;
        });
  }

  /** A number of bytes. */
  static int size(Section section, String key, int fallback, int min, int max) {
    return value(
        section,
        key,
        fallback,
        "a size from " + min + " bytes to " + max / 1024 + "KiB, such as 64KiB or 1MiB",
        text -> {
          long bytes = bytes(text);
          return bytes < min || bytes > max ? null : (int) bytes;
        });
  }

  /** As {@link #size}, for what may be more than 2 GiB. */
  static long bytes(Section section, String key, long fallback, long min, long max) {
    return value(
        section,
        key,
        fallback,
        "a size from " + shown(min) + " to " + shown(max) + ", such as 25MiB or 1GiB",
        text -> {
          long bytes = bytes(text);
          return bytes < min || bytes > max ? null : bytes;
        });
  }

  private static String shown(long bytes) {
    return bytes >= 1 << 30 ? (bytes >> 30) + "GiB" : (bytes >> 10) + "KiB";
  }

  static boolean flag(Section section, String key, boolean fallback) {
    return value(
        section,
        key,
        fallback,
        "true or false",
        text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null);
  }

  static Duration duration(Section section, String key, Duration fallback) {
    return value(section, key, fallback, "a duration such as 30s, 15m, 12h or 90d", Read::span);
  }

  /** A duration, or null for {@code forever}. */
  static @Nullable Duration keeping(Section section, String key, @Nullable Duration fallback) {
    Value value = section.value(key);
    if (value == null) {
      return fallback;
    }
    String text = value.text();
    Duration span = text == null ? null : span(text);
    if (span == null && !"forever".equals(text)) {
      section.problems().add(value, "forever, or a duration such as 12h or 90d");
    }
    return span;
  }

  static <E extends Enum<E>> E word(Section section, String key, E fallback) {
    List<E> words = List.of(fallback.getDeclaringClass().getEnumConstants());
    String expected = words.stream().map(Read::spelled).collect(Collectors.joining(", "));
    return value(
        section,
        key,
        fallback,
        "one of " + expected,
        text -> words.stream().filter(word -> spelled(word).equals(text)).findFirst().orElse(null));
  }

  static Set<Role> roles(Section section, String key, Set<Role> fallback) {
    List<Value> values = section.values(key);
    if (values == null) {
      return fallback;
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Value value : values) {
      Role.KNOWN.stream()
          .filter(role -> role.wireName().equals(value.text()))
          .findFirst()
          .ifPresentOrElse(
              roles::add,
              () ->
                  section
                      .problems()
                      .add(value, "roles among guest, customer, staff, manager, backend"));
    }
    return Set.copyOf(roles);
  }

  static List<String> list(Section section, String key, String expected, Pattern pattern) {
    List<Value> values = section.values(key);
    if (values == null) {
      return List.of();
    }
    values.stream()
        .filter(value -> value.text() == null || !pattern.matcher(value.text()).matches())
        .forEach(value -> section.problems().add(value, expected));
    return values.stream().map(Value::text).filter(Objects::nonNull).toList();
  }

  /** An http or https URL with a host; null if there is none. */
  static @Nullable URI url(Section section, String key) {
    Value value = section.value(key);
    if (value == null) {
      return null;
    }
    URI url = value.text() == null ? null : http(value.text());
    if (url == null) {
      section.problems().add(value, "a URL such as https://live.example.com");
    }
    return url;
  }

  /**
   * A path, from the file's folder or, in a variable, the working folder; null if there is none.
   */
  static @Nullable Path path(Section section, String key) {
    Value value = section.value(key);
    if (value == null) {
      return null;
    }
    if (value.text() == null || value.text().isBlank() || value.text().indexOf('\0') >= 0) {
      section.problems().add(value, "a path");
      return null;
    }
    return value.base().resolve(value.text()).normalize();
  }

  /** A path of a file that can be read. */
  static @Nullable Path file(Section section, String key) {
    return existing(section, key, "a file that can be read", Files::isReadable);
  }

  /** A path of a folder. */
  static @Nullable Path folder(Section section, String key) {
    return existing(section, key, "a folder that is there", Files::isDirectory);
  }

  /** A secret that stands in the file or the environment; errors never show it. */
  static @Nullable Secret secret(Section section, String key, int minBytes) {
    Value value = section.value(key);
    return value == null ? null : secret(section, value.hidden(), minBytes);
  }

  /** A secret that a file holds. */
  static @Nullable Secret secretFile(Section section, String key, int minBytes) {
    Path path = file(section, key);
    Value value = section.value(key);
    if (path == null || value == null) {
      return null;
    }
    try {
      String text = Files.readString(path).strip();
      return secret(
          section,
          new Value(text, "", value.path(), value.place(), value.base()).hidden(),
          minBytes);
    } catch (IOException e) {
      section.problems().add(value, "a file of text that can be read");
      return null;
    }
  }

  private static @Nullable Secret secret(Section section, Value value, int minBytes) {
    Secret secret = Secret.of(value.text() == null ? "" : value.text());
    if (secret.length() < minBytes) {
      section.problems().add(value, "a secret of at least " + minBytes + " bytes");
      return null;
    }
    return secret;
  }

  private static @Nullable Path existing(
      Section section, String key, String expected, Predicate<Path> exists) {
    Path path = path(section, key);
    Value value = section.value(key);
    if (path == null || value == null || exists.test(path)) {
      return path;
    }
    section.problems().add(value, expected);
    return null;
  }

  private static @Nullable URI http(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return web && url.getHost() != null ? url : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Duration span(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static long bytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return -1;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "KiB" -> count << 10;
      case "MiB" -> count << 20;
      case "GiB" -> count << 30;
      default -> count;
    };
  }

  private static String spelled(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
