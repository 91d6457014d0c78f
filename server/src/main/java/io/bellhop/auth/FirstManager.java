package io.bellhop.auth;

import io.bellhop.protocol.BellhopException;

/**
 * Who becomes the manager of a site that has no staff.
 *
 * @param email in any spelling
 * @param password in clear; at least ten characters, see {@link #accepts}
 */
public record FirstManager(String email, String name, Secret password) {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 200;

  public FirstManager {
    if (!accepts(email, password.reveal())) {
      throw new IllegalArgumentException("not a good password");
    }
    email = Credentials.email(email);
  }

  /** Whether it is a password that staff may have: not too short, and not easily guessed. */
  public static boolean accepts(String email, String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      return false;
    }
    try {
      Credentials.demandGood(password, Credentials.email(email));
      return true;
    } catch (BellhopException e) {
      return false;
    }
  }
}
