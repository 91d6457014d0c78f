package io.bellhop.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;

/** Key sets (RFC 7517), reduced to the public keys that this server verifies with. */
public final class Jwks {
  /** The most characters that a key set may have. */
  public static final int MAX_LENGTH = 256 * 1024;

  private static final int MIN_RSA_BITS = 2048;

  private Jwks() {}

  /**
   * Reads a key set.
   *
   * @throws IllegalArgumentException if it is none, or has no key for RS256 or ES256
   */
  public static KeySource parse(String text) {
    List<JWK> keys = keys(text);
    return header -> matching(keys, header);
  }

  static List<JWK> keys(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a key set has at most " + MAX_LENGTH + " characters");
    }
    List<JWK> keys = set(text).toPublicJWKSet().getKeys().stream().filter(Jwks::usable).toList();
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("the key set has no key for RS256 or ES256");
    }
    return keys;
  }

  static List<JWK> matching(List<JWK> keys, JWSHeader header) {
    return keys.stream().filter(key -> fits(key, header)).toList();
  }

  private static JWKSet set(String text) {
    try {
      return JWKSet.parse(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a key set: " + e.getMessage(), e);
    }
  }

  private static boolean usable(JWK key) {
    boolean strong =
        switch (key) {
          case RSAKey rsa -> rsa.size() >= MIN_RSA_BITS;
          case ECKey ec -> ec.getCurve().equals(Curve.P_256);
          default -> false;
        };
    return strong && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE));
  }

  private static boolean fits(JWK key, JWSHeader header) {
    JWSAlgorithm algorithm = header.getAlgorithm();
    boolean type =
        algorithm.equals(JWSAlgorithm.RS256) ? key instanceof RSAKey : key instanceof ECKey;
    return type
        && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
        && (header.getKeyID() == null || header.getKeyID().equals(key.getKeyID()));
  }
}
