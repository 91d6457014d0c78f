package io.bellhop.engine;

/** Where a call comes from: a session or an HTTP request. */
public interface Caller {
  /** {@link Principal#NOBODY} as long as no token was shown. */
  Principal principal();

  /** The remote IP address, without port. */
  String address();
}
