package io.bellhop.feature.chat;

import java.util.Locale;

/** What a room is for; its rights follow from it. */
public enum RoomKind {
  /** Declared in the configuration; the role decides. */
  OPEN,
  /** One customer or guest with the site's staff. */
  CONVERSATION,
  /** The staff's side of a conversation, which its customer never sees. */
  NOTES,
  /** For staff only: for its members, or for all staff. */
  STAFF,
  /** For its members. */
  GROUP;

  /** The word on the wire and in tables. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RoomKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether it has a list of members that changes. */
  boolean isPrivate() {
    return this == STAFF || this == GROUP;
  }

  /** Whether it is about a customer's case, so that others follow what is said. */
  boolean isWatched() {
    return this == CONVERSATION || this == NOTES;
  }
}
