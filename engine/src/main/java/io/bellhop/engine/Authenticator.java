package io.bellhop.engine;

/** Tells who shows a token. Thread-safe. */
public interface Authenticator {

  /**
   * Verifies a JWT or an API key.
   *
   * @throws io.bellhop.protocol.BellhopException {@code unauthenticated} if it is not valid here,
   *     {@code token_expired} if its time is over
   */
  Principal authenticate(String token);

  /** Whether pages of this origin may act for this site. */
  boolean allows(String site, String origin);

  /** Whether pages of this origin may act for any site. */
  boolean allowsSomewhere(String origin);
}
