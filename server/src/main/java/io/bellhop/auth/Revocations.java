package io.bellhop.auth;

import io.bellhop.auth.Revocation.Kind;
import io.bellhop.auth.Revocation.Target;
import io.bellhop.engine.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The revocations in force, in memory, so that every token can be checked. Thread-safe. */
public final class Revocations {
  private final Map<Target, Revocation> inForce = new ConcurrentHashMap<>();

  /** Whether the principal's token was revoked. */
  boolean hit(Principal principal) {
    String token = principal.token();
    return hit(principal, Kind.PRINCIPAL, principal.id())
        || (token != null && hit(principal, Kind.TOKEN, token));
  }

  private boolean hit(Principal principal, Kind kind, String subject) {
    @Nullable Revocation found = inForce.get(new Target(principal.site(), kind, subject));
    return found != null && found.hits(principal);
  }

  /** Whether all that was issued to a principal was revoked at that time or later. */
  boolean hasEnded(String site, String principal, Instant since) {
    Revocation found = inForce.get(new Target(site, Kind.PRINCIPAL, principal));
    return found != null && !found.at().isBefore(since);
  }

  /** Puts a revocation in force, and tells whether it was not before. */
  synchronized boolean add(Revocation revocation) {
    Revocation known = inForce.get(revocation.target());
    if (known != null && !revocation.at().isAfter(known.at())) {
      return false;
    }
    inForce.put(revocation.target(), revocation);
    return true;
  }

  void forgetExpired(Instant now) {
    inForce.values().removeIf(revocation -> revocation.expires().isBefore(now));
  }
}
