package io.bellhop.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.bellhop.engine.Role;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Tokens as a site's own back end makes them: HS256 with the site's secret. */
final class TokenMint {
  private TokenMint() {}

  /** The secret of a test server's site. */
  static String secret(String site) {
    return "the secret of " + site + ", which is long enough for HS256";
  }

  static String token(String site, String id, Role role, Instant expires) {
    return signed(claims(site, id, role, expires), secret(site));
  }

  /** A token that grants rights beyond its role's, by channel. */
  static String granting(
      String site, String id, Role role, Instant expires, Map<String, List<String>> channels) {
    return signed(claims(site, id, role, expires).claim("channels", channels), secret(site));
  }

  static JWTClaimsSet.Builder claims(String site, String id, Role role, Instant expires) {
    return new JWTClaimsSet.Builder()
        .audience(site)
        .subject(id)
        .claim("name", id)
        .claim("role", role.wireName())
        .issueTime(Date.from(expires.minusSeconds(3_600)))
        .jwtID("jti-" + id)
        .expirationTime(Date.from(expires));
  }

  static String signed(JWTClaimsSet.Builder claims, String secret) {
    try {
      SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
      jwt.sign(new MACSigner(secret));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** {@code alg: none}. */
  static String unsigned(JWTClaimsSet.Builder claims) {
    return new PlainJWT(claims.build()).serialize();
  }
}
