package io.bellhop.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.bellhop.engine.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Makes tokens of this server's own: HS256 with the site's secret. */
final class TokenIssuer {
  private TokenIssuer() {}

  static Issued issue(Site site, String id, Role role, String name, Instant now, Duration life) {
    Instant expires = Instant.ofEpochSecond(now.plus(life).getEpochSecond());
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .audience(site.id())
            .subject(id)
            .claim("role", role.wireName())
            .claim("name", name)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expires))
            .jwtID(RandomText.id(96))
            .build();
    return new Issued(sign(site, claims), new Issued.Who(id, role.wireName(), name), expires);
  }

  private static String sign(Site site, JWTClaimsSet claims) {
    try {
      SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
      jwt.sign(new MACSigner(site.secret().bytes()));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
