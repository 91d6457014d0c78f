package io.bellhop.feature.presence;

import java.util.Locale;

/** What somebody is connected with. */
public enum Device {
  DESKTOP,
  TABLET,
  PHONE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
