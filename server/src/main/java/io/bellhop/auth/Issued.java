package io.bellhop.auth;

import java.time.Instant;

/** A new token and whose it is. */
public record Issued(String token, Who principal, Instant expires) {

  /** A principal as its own page sees it. */
  public record Who(String id, String role, String name) {}
}
