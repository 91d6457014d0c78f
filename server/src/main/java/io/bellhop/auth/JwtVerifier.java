package io.bellhop.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.bellhop.engine.Principal;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;

/**
 * Verifies JWTs (RFC 7519) of all sites. The audience selects the site, and the algorithm selects
 * the kind of key: a site's secret verifies HS256 and nothing else, its public keys RS256 and ES256
 * and nothing else.
 */
final class JwtVerifier {
  private static final int MAX_LENGTH = 8 * 1024;

  private final Sites sites;

  JwtVerifier(Sites sites) {
    this.sites = sites;
  }

  Principal verify(String token, Instant now) {
    if (token.length() > MAX_LENGTH) {
      throw Refusal.because("the token is too long");
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      Site site = site(claims.getAudience());
      demandSignature(jwt, site);
      return Claims.principal(site.id(), claims, now);
    } catch (ParseException e) {
      throw Refusal.because("the token is no signed JWT");
    }
  }

  private Site site(List<String> audience) {
    if (audience.size() != 1) {
      throw Refusal.because("the token's aud must be one site");
    }
    return sites
        .find(audience.getFirst())
        .orElseThrow(() -> Refusal.because("the token's aud is no site of this server"));
  }

  private static void demandSignature(SignedJWT jwt, Site site) {
    try {
      if (!signed(jwt, site)) {
        throw Refusal.because("the token's signature does not fit");
      }
    } catch (JOSEException e) {
      throw Refusal.because("the token's signature cannot be verified");
    }
  }

  private static boolean signed(SignedJWT jwt, Site site) throws JOSEException {
    return switch (jwt.getHeader().getAlgorithm().getName()) {
      case "HS256" -> jwt.verify(new MACVerifier(site.secret().bytes()));
      case "RS256", "ES256" -> signedByAKey(jwt, site);
      default -> throw Refusal.because("the token's alg must be HS256, RS256 or ES256");
    };
  }

  private static boolean signedByAKey(SignedJWT jwt, Site site) throws JOSEException {
    KeySource keys = site.keys();
    if (keys == null) {
      throw Refusal.because("the site takes HS256 only");
    }
    for (JWK key : keys.candidates(jwt.getHeader())) {
      if (jwt.verify(verifier(key))) {
        return true;
      }
    }
    return false;
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECKey) key);
  }
}
