package io.bellhop.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two sites, and tokens made by hand. */
final class TestSites {
  static final Instant NOW = Instant.parse("2026-11-20T13:28:00Z");
  static final String SECRET = "a secret of the hotel, 32 bytes and more";
  static final Site HOTEL = site("hotel", SECRET, null, true);
  static final Site SALON = site("salon", "another secret, for the salon, 32 bytes", null, false);
  static final Sites SITES = new Sites(List.of(HOTEL, SALON));

  private TestSites() {}

  static Site site(String id, String secret, @Nullable KeySource keys, boolean guests) {
    return new Site(id, Secret.of(secret), keys, Set.of("https://" + id + ".example"), guests);
  }

  /** Claims that are good for an hour. */
  static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("ann")
        .audience("hotel")
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(3600)));
  }

  static String token(JWTClaimsSet.Builder claims) {
    return signed(claims, SECRET);
  }

  static String signed(JWTClaimsSet.Builder claims, String secret) {
    try {
      return signed(new JWSHeader(JWSAlgorithm.HS256), claims, new MACSigner(secret));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String signed(JWSHeader header, JWTClaimsSet.Builder claims, JWSSigner signer) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims.build());
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
