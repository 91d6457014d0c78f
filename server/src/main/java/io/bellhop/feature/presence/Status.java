package io.bellhop.feature.presence;

/** Whether somebody can be reached. */
public enum Status {
  ONLINE,
  /** Connected, but not at any device for a while; or by choice. */
  AWAY,
  /** There, and not to be disturbed; only by choice. */
  BUSY,
  /** Not connected; or not to be seen, by choice. */
  OFFLINE
}
