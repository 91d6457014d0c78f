package io.bellhop.transport;

import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Principal;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code PUT /files/ID?offset=N} and {@code GET /files/ID?…}. Each runs on a virtual thread; a
 * bounded number at a time, in all and per address.
 */
final class BlobEndpoint {
  /** A larger body is not even read to its end. */
  private static final long MOST = 16 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(BlobEndpoint.class);

  private final Blobs blobs;
  private final Authenticator authenticator;
  private final Origins origins;
  private final ClientAddress addresses;
  private final Problems problems;
  private final Admission admission;

  BlobEndpoint(
      Blobs blobs,
      Authenticator authenticator,
      Origins origins,
      ClientAddress addresses,
      Problems problems,
      Admission admission) {
    this.blobs = blobs;
    this.authenticator = authenticator;
    this.origins = origins;
    this.addresses = addresses;
    this.problems = problems;
    this.admission = admission;
  }

  void put(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    long length = number(request.getHeader(HttpHeaders.CONTENT_LENGTH));
    if (length > MOST) {
      request.response().putHeader("Connection", "close");
      problems.send(
          request.response(), new BellhopException(ErrorCode.TOO_LARGE, "the body is too large"));
      return;
    }
    RequestBody body = new RequestBody(request, routing.vertx().getOrCreateContext());
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    String foreign = origins.foreign(request);
    String id = Objects.requireNonNull(routing.pathParam("file"));
    long offset = number(request.getParam("offset"));
    boolean admitted =
        run(
            request,
            address -> {
              try (body) {
                require("Content-Length", length > 0);
                require("offset", offset >= 0);
                Principal caller =
                    HttpCaller.of(authorization, foreign, address, null, authenticator).principal();
                requireKnown(caller);
                answer(request.response(), blobs.take(caller, id, offset, length, body));
              }
            });
    if (!admitted) {
      body.close();
    }
  }

  void get(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String id = Objects.requireNonNull(routing.pathParam("file"));
    run(request, address -> new BlobResponse(request).send(blobs.give(id, request::getParam)));
  }

  @FunctionalInterface
  private interface Work {
    void run(String address) throws IOException;
  }

  private boolean run(HttpServerRequest request, Work work) {
    String address = addresses.of(request);
    int full = admission.enter(address);
    if (full != 0) {
      ErrorCode code = full == 429 ? ErrorCode.RATE_LIMITED : ErrorCode.UNAVAILABLE;
      problems.send(
          request.response(),
          BellhopException.retryAfter(code, "too many files at once", Duration.ofSeconds(1)));
      return false;
    }
    Thread.startVirtualThread(() -> {
      try {
        attempt(request, () -> work.run(address));
      } finally {
        admission.leave(address);
      }
    });
    return true;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(HttpServerRequest request, Step step) {
    HttpServerResponse response = request.response();
    try {
      step.run();
    } catch (BellhopException e) {
      problems.send(response, e);
    } catch (IOException e) {
      broken(request, e);
    } catch (RuntimeException e) {
      LOG.error("{} failed", request.path(), e);
      broken(request, e);
    }
  }

  /** The body or the store broke off: there is nobody to tell, or too late. */
  private void broken(HttpServerRequest request, Exception e) {
    HttpServerResponse response = request.response();
    LOG.debug("{} broke off", request.path(), e);
    if (response.headWritten() || e instanceof RuntimeException) {
      var _ = request.connection().close();
    } else {
      problems.send(
          response, BellhopException.causedBy(ErrorCode.UNAVAILABLE, "broken off: try again", e));
    }
  }

  private void answer(HttpServerResponse response, Blobs.Received received) {
    if (received.taken()) {
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .end("{\"received\":" + received.bytes() + "}");
    } else {
      problems.sendReceived(response, received.bytes());
    }
  }

  private static void requireKnown(Principal caller) {
    if (!caller.isKnown()) {
      throw new BellhopException(ErrorCode.UNAUTHENTICATED, "a token is needed");
    }
  }

  private static void require(String name, boolean good) {
    if (!good) {
      throw BellhopException.invalid(name, name + " must be a number of bytes");
    }
  }

  /** A whole number; -1 if it is none. */
  private static long number(@Nullable String text) {
    return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
  }
}
