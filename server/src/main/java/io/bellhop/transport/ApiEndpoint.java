package io.bellhop.transport;

import io.bellhop.engine.Authenticator;
import io.bellhop.engine.hub.Answers;
import io.bellhop.engine.hub.Dispatcher;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/METHOD} and {@code POST /rpc}: all methods for back ends and pages. Each request
 * runs on a virtual thread; a bounded number at a time.
 */
final class ApiEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ApiEndpoint.class);

  private final Dispatcher dispatcher;
  private final Answers answers;
  private final Authenticator authenticator;
  private final Origins origins;
  private final ClientAddress addresses;
  private final Problems problems;
  private final Semaphore places;

  ApiEndpoint(
      Dispatcher dispatcher,
      Answers answers,
      Authenticator authenticator,
      Origins origins,
      ClientAddress addresses,
      Problems problems,
      Semaphore places) {
    this.dispatcher = dispatcher;
    this.answers = answers;
    this.authenticator = authenticator;
    this.origins = origins;
    this.addresses = addresses;
    this.problems = problems;
    this.places = places;
  }

  void call(RoutingContext routing) {
    String method = Objects.requireNonNull(routing.pathParam("method"));
    String key = routing.request().getHeader("Idempotency-Key");
    Json params = new Json(body(routing, "{}"));
    handle(
        routing,
        caller -> {
          checkKey(key);
          Json result = dispatcher.call(caller, method, params, key);
          respond(routing, result.text());
        });
  }

  void rpc(RoutingContext routing) {
    String frame = body(routing, "");
    handle(
        routing,
        caller -> {
          String answer = answers.to(caller, frame, Answers.Guard.NONE).text();
          if (answer == null) {
            routing.response().setStatusCode(204).end();
          } else {
            respond(routing, answer);
          }
        });
  }

  private void handle(RoutingContext routing, Consumer<HttpCaller> work) {
    HttpServerRequest request = routing.request();
    if (!places.tryAcquire()) {
      problems.send(
          routing.response(),
          BellhopException.retryAfter(
              ErrorCode.UNAVAILABLE, "too many requests at once", Duration.ofSeconds(1)));
      return;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    String foreign = origins.foreign(request);
    String address = addresses.of(request);
    String trace = request.getHeader("traceparent");
    Thread.startVirtualThread(() -> {
      try {
        work.accept(HttpCaller.of(authorization, foreign, address, trace, authenticator));
      } catch (BellhopException e) {
        problems.send(routing.response(), e);
      } catch (RuntimeException e) {
        LOG.error("{} failed", request.path(), e);
        problems.send(routing.response(), BellhopException.internal(e));
      } finally {
        places.release();
      }
    });
  }

  private static void checkKey(@Nullable String key) {
    if (key != null && !key.matches("[A-Za-z0-9._~-]{1,64}")) {
      throw BellhopException.invalid(
          "Idempotency-Key", "must be 1 to 64 characters of A-Z a-z 0-9 . _ ~ -");
    }
  }

  private static void respond(RoutingContext routing, String json) {
    routing.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(json);
  }

  private static String body(RoutingContext routing, String instead) {
    String body = routing.body().asString();
    return body == null || body.isEmpty() ? instead : body;
  }
}
