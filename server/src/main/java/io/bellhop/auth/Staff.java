package io.bellhop.auth;

import io.bellhop.engine.Role;

/**
 * Somebody who works at a site.
 *
 * @param email normalised
 * @param password its hash
 */
record Staff(String id, String email, String name, Role role, String password) {
  @Override
  public String toString() {
    return id;
  }
}
