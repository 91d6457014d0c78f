package io.bellhop.auth;

import io.bellhop.engine.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The end of all tokens of a principal that were issued until now, or of one token. As {@code iat}
 * counts whole seconds, a token issued later in the same second is hit too.
 *
 * @param subject the principal's id, or the token's {@code jti}
 */
record Revocation(String site, Kind kind, String subject, Instant at) {
  /** How long a revocation matters: no token that it hits lives longer. */
  static final Duration LIFE = Claims.MAX_LIFE.plusDays(1);

  enum Kind {
    PRINCIPAL,
    TOKEN;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  record Target(String site, Kind kind, String subject) {}

  Target target() {
    return new Target(site, kind, subject);
  }

  Instant expires() {
    return at.plus(LIFE);
  }

  /** Whether it ends the rights of this principal. */
  boolean hits(Principal principal) {
    return site.equals(principal.site())
        && switch (kind) {
          case PRINCIPAL -> subject.equals(principal.id()) && !principal.issued().isAfter(at);
          case TOKEN -> subject.equals(principal.token());
        };
  }
}
