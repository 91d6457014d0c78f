package io.bellhop.engine;

import java.util.Locale;
import java.util.Set;

/** What a principal is to its site. */
public enum Role {
  /** Nobody yet: a caller without a token. */
  ANONYMOUS,
  GUEST,
  CUSTOMER,
  STAFF,
  MANAGER,
  /** A program of the site's own, with an API key. */
  BACKEND;

  /** Whoever has a token. */
  public static final Set<Role> KNOWN = Set.of(GUEST, CUSTOMER, STAFF, MANAGER, BACKEND);

  /** People with a token. */
  public static final Set<Role> PEOPLE = Set.of(GUEST, CUSTOMER, STAFF, MANAGER);

  /** Who runs the site: managers and its own programs. */
  public static final Set<Role> OWNERS = Set.of(MANAGER, BACKEND);

  /** Everybody, with or without a token. */
  public static final Set<Role> ANYONE = Set.of(values());

  /** The name on the wire and in tokens, for example {@code staff}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
