package io.bellhop.feature.chat;

import io.bellhop.engine.Principal;

/** A person or program, as everybody in the room sees it. */
public record Sender(String id, String role, String name) {
  static Sender of(Principal principal) {
    return new Sender(principal.id(), principal.role().wireName(), principal.name());
  }

  /** What is left of a person who was erased; the empty id is nobody's. */
  Sender nobody() {
    return new Sender("", role, "");
  }
}
