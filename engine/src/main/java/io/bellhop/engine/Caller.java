package io.bellhop.engine;

import org.jspecify.annotations.Nullable;

/** Where a call comes from: a session or an HTTP request. */
public interface Caller {
  /** {@link Principal#NOBODY} as long as no token was shown. */
  Principal principal();

  /** The remote IP address, without port, as what it counts as one with ({@link AddressGroup}). */
  String address();

  /** The W3C {@code traceparent} that it stated, unchecked; null for none. */
  default @Nullable String trace() {
    return null;
  }
}
