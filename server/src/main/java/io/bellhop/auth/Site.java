package io.bellhop.auth;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of one site rest on.
 *
 * @param secret signs and verifies HS256; at least 32 bytes
 * @param keys verify RS256 and ES256, if the site has an identity provider of its own
 * @param origins whose pages may act for the site, as {@code scheme://host[:port]}; {@code *} for
 *     any
 * @param guests whether visitors may come without an account
 */
public record Site(
    String id, Secret secret, @Nullable KeySource keys, Set<String> origins, boolean guests) {
  /** The shortest secret that HS256 is safe with (RFC 7518, 3.2). */
  public static final int MIN_SECRET = 32;

  public Site {
    if (secret.length() < MIN_SECRET) {
      throw new IllegalArgumentException("a site's secret has at least 32 bytes");
    }
  }

  boolean allows(String origin) {
    return origins.contains(origin) || origins.contains("*");
  }
}
