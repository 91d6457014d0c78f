package io.bellhop.transport;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Errors as RFC 9457 problem documents. */
final class Problems {
  private final Codec codec;

  Problems(Codec codec) {
    this.codec = codec;
  }

  record Problem(
      String type,
      String title,
      int status,
      String detail,
      String code,
      boolean retry,
      @Nullable Long after,
      @Nullable String field,
      @Nullable Long received) {}

  void send(HttpServerResponse response, BellhopException e) {
    send(response, e, null);
  }

  /** A chunk that does not follow what was received: says where to go on. */
  void sendReceived(HttpServerResponse response, long received) {
    send(
        response,
        new BellhopException(ErrorCode.CONFLICT, "the next chunk starts at " + received),
        received);
  }

  private void send(HttpServerResponse response, BellhopException e, @Nullable Long received) {
    if (response.ended() || response.closed()) {
      return;
    }
    Duration after = e.after();
    if (after != null) {
      response.putHeader("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
    }
    Problem problem =
        new Problem(
            "/problems/" + e.code().wireName(),
            e.code().meaning(),
            e.code().httpStatus(),
            e.detail(),
            e.code().wireName(),
            e.code().retryable(),
            after == null ? null : after.toMillis(),
            e.field(),
            received);
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .end(codec.write(problem).text());
  }
}
