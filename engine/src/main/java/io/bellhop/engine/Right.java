package io.bellhop.engine;

import java.util.Locale;

/** What one may do with a channel. */
public enum Right {
  SUBSCRIBE,
  PUBLISH,
  PRESENCE;

  /** The name on the wire and in tokens. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
