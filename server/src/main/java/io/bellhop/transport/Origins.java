package io.bellhop.transport;

import io.bellhop.engine.Authenticator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Which pages may talk to this server: its own, and those of origins that a site names. */
final class Origins {
  private final Authenticator authenticator;

  Origins(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** Whether the request comes from no page, from one of this server, or from an allowed origin. */
  boolean allow(HttpServerRequest request) {
    String foreign = foreign(request);
    return foreign == null || authenticator.allowsSomewhere(foreign);
  }

  /** The page's origin, if it is another than this server. */
  @Nullable String foreign(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || isOwn(origin, request.getHeader(HttpHeaders.HOST)) ? null : origin;
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
