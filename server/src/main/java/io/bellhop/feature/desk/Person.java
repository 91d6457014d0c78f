package io.bellhop.feature.desk;

import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;

/** Somebody, as the others see them. */
public record Person(String id, String role, String name) {
  /** Whether somebody who works for the site, and no program of its. */
  boolean isStaff() {
    return Role.isColleague(role);
  }

  static Person of(Principal principal) {
    return new Person(principal.id(), principal.role().wireName(), principal.name());
  }

  /** What is left of somebody who was erased. */
  Person nobody() {
    return new Person("", role, "");
  }
}
