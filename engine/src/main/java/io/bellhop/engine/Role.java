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

  /** People who work for the site. */
  public static final Set<Role> COLLEAGUES = Set.of(STAFF, MANAGER);

  /** Who works for the site, its programs too. */
  public static final Set<Role> TEAM = Set.of(STAFF, MANAGER, BACKEND);

  /** Who runs the site: managers and its own programs. */
  public static final Set<Role> OWNERS = Set.of(MANAGER, BACKEND);

  /** Everybody, with or without a token. */
  public static final Set<Role> ANYONE = Set.of(values());

  /** Whether a name on the wire is that of somebody who works for the site, and no program. */
  public static boolean isColleague(String wireName) {
    return COLLEAGUES.stream().anyMatch(role -> role.wireName().equals(wireName));
  }

  /** The name on the wire and in tokens, for example {@code staff}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
