package io.bellhop.transport;

import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Caller;
import io.bellhop.engine.Principal;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Who calls over HTTP. */
record HttpCaller(Principal principal, String address, @Nullable String trace) implements Caller {
  private static final String BEARER = "Bearer ";

  /**
   * Reads the {@code Authorization} header; may block.
   *
   * @throws BellhopException {@code unauthenticated}, {@code token_expired}; {@code forbidden} for
   *     a page of an origin that the site does not allow
   */
  static HttpCaller of(
      @Nullable String authorization,
      @Nullable String foreignOrigin,
      String address,
      @Nullable String trace,
      Authenticator authenticator) {
    if (authorization == null) {
      return new HttpCaller(Principal.NOBODY, address, trace);
    }
    if (!authorization.startsWith(BEARER)) {
      throw new BellhopException(ErrorCode.UNAUTHENTICATED, "Authorization must be a Bearer token");
    }
    Principal principal = authenticator.authenticate(authorization.substring(BEARER.length()));
    if (foreignOrigin != null && !authenticator.allows(principal.site(), foreignOrigin)) {
      throw new BellhopException(ErrorCode.FORBIDDEN, "not from this origin");
    }
    return new HttpCaller(principal, address, trace);
  }
}
