package io.bellhop.transport;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Headers that every answer carries, and CORS for origins that are allowed. */
final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
          + "form-action 'self'; frame-ancestors 'self'";

  private final Origins origins;
  private final boolean tls;

  SecurityHeaders(Origins origins, boolean tls) {
    this.origins = origins;
    this.tls = tls;
  }

  void handle(RoutingContext routing) {
    add(routing.request());
    routing.next();
  }

  /** Puts the headers on the request's answer. */
  void add(HttpServerRequest request) {
    MultiMap headers = request.response().headers();
    headers
        .set("Content-Security-Policy", POLICY)
        .set("X-Frame-Options", "SAMEORIGIN")
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "same-origin")
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    if (tls) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    String foreign = origins.foreign(request);
    if (foreign != null && origins.allow(request)) {
      allow(headers, foreign);
    }
  }

  /** Answers a preflight; a page that is not allowed gets no permission. */
  void preflight(RoutingContext routing) {
    routing.response().setStatusCode(204).end();
  }

  /** Stops requests of pages that are not allowed. */
  void guard(RoutingContext routing) {
    if (origins.allow(routing.request())) {
      routing.next();
    } else {
      routing.response().setStatusCode(403).end();
    }
  }

  private static void allow(MultiMap headers, @Nullable String origin) {
    headers
        .set("Access-Control-Allow-Origin", origin)
        .set("Access-Control-Allow-Methods", "POST, GET, PUT")
        .set(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, Bellhop-Session")
        .set("Access-Control-Max-Age", "600")
        .add("Vary", "Origin");
  }
}
