package io.bellhop.auth;

import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Principal;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * Tells who shows a token: a JWT of one of the sites, or an API key. May block for a few seconds
 * where a site's keys must be fetched first; throws {@code unavailable} if they cannot be had.
 */
public final class Tokens implements Authenticator {
  private static final int REMEMBERED = 50_000;

  private final Sites sites;
  private final Set<String> own;
  private final ApiKeyStore keys;
  private final Revocations revocations;
  private final InstantSource clock;
  private final JwtVerifier verifier;
  private final Verified verified = new Verified(REMEMBERED);

  /**
   * @param own the server's own address, whose pages may act for every site
   */
  public Tokens(
      Sites sites, URI own, ApiKeyStore keys, Revocations revocations, InstantSource clock) {
    this.sites = sites;
    this.own = Origins.of(own);
    this.keys = keys;
    this.revocations = revocations;
    this.clock = clock;
    this.verifier = new JwtVerifier(sites);
  }

  @Override
  public Principal authenticate(String token) {
    Instant now = clock.instant();
    Principal principal = verified.get(token, now, () -> verify(token, now));
    if (!principal.expires().isAfter(now)) {
      throw new BellhopException(
          ErrorCode.TOKEN_EXPIRED, "the token expired at " + principal.expires());
    }
    if (revocations.hit(principal)) {
      throw Refusal.because("the token was revoked");
    }
    return principal;
  }

  private Principal verify(String token, Instant now) {
    return token.startsWith(ApiKey.PREFIX)
        ? keys.find(token).orElseThrow(() -> Refusal.because("there is no such API key"))
        : verifier.verify(token, now);
  }

  @Override
  public boolean allows(String site, String origin) {
    return own.contains(origin) || sites.find(site).filter(s -> s.allows(origin)).isPresent();
  }

  @Override
  public boolean allowsSomewhere(String origin) {
    return own.contains(origin) || sites.all().stream().anyMatch(site -> site.allows(origin));
  }
}
