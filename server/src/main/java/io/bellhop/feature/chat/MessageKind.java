package io.bellhop.feature.chat;

import java.util.Locale;

/** Who speaks. */
public enum MessageKind {
  /** A person. */
  MESSAGE,
  /** The server tells what happened; its text is one word. Counts for nobody as unread. */
  NOTICE;

  /** The word on the wire and in tables. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MessageKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
