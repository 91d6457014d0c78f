package io.bellhop.config;

import io.bellhop.auth.FirstManager;
import io.bellhop.auth.Secret;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads who becomes the manager of a site that has no staff. */
final class FirstManagerReader {
  private static final List<String> KEYS = List.of("email", "name", "password");
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,190}");
  private static final Pattern NAME =
      Pattern.compile("[^\\s\\p{Cc}](?:\\P{Cc}{0,78}[^\\s\\p{Cc}])?");

  private FirstManagerReader() {}

  static @Nullable FirstManager read(Section site) {
    boolean inFile = site.has("first-manager");
    try (Section section = site.section("first-manager")) {
      long stated = KEYS.stream().filter(section::has).count();
      return inFile || stated > 0 ? stated(section) : null;
    }
  }

  private static @Nullable FirstManager stated(Section section) {
    String email = Read.required(section, "email", "an e-mail address", EMAIL);
    String name = Read.required(section, "name", "a name of 1 to 80 characters", NAME);
    Secret password = password(section, email);
    return email.isEmpty() || name.isEmpty() || password == null
        ? null
        : new FirstManager(email, name, password);
  }

  private static @Nullable Secret password(Section section, String email) {
    String expected =
        "a password of at least 10 characters, 5 of them different, not made of the e-mail address";
    Value value = section.value("password");
    if (value == null) {
      section.problems().add(section.place(), section.path("password"), expected, "nothing");
      return null;
    }
    String text = value.text() == null ? "" : value.text();
    // Without an address to compare with, the address is the problem to be told.
    if (!FirstManager.accepts(email.isEmpty() ? "nobody@nowhere" : email, text)) {
      section.problems().add(value.hidden(), expected);
      return null;
    }
    return Secret.of(text);
  }
}
