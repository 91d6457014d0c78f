package io.bellhop.transport;

import io.bellhop.engine.hub.Hub;
import io.bellhop.engine.hub.Session;
import io.bellhop.engine.hub.Shard;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Where WebSockets are blocked: {@code POST /stream} down, {@code POST /stream/messages} up. */
final class StreamEndpoint {
  private final Hub hub;
  private final Shard shard;
  private final Origins origins;
  private final Admission admission;
  private final ClientAddress addresses;
  private final Problems problems;

  StreamEndpoint(
      Hub hub,
      Shard shard,
      Origins origins,
      Admission admission,
      ClientAddress addresses,
      Problems problems) {
    this.hub = hub;
    this.shard = shard;
    this.origins = origins;
    this.admission = admission;
    this.addresses = addresses;
    this.problems = problems;
  }

  void open(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    HttpServerResponse response = routing.response();
    String address = addresses.of(request);
    int full = admission.enter(address);
    if (full != 0) {
      ErrorCode code = full == 429 ? ErrorCode.RATE_LIMITED : ErrorCode.UNAVAILABLE;
      problems.send(
          response,
          BellhopException.retryAfter(code, "too many connections", Duration.ofSeconds(10)));
      return;
    }
    StreamLink link = new StreamLink(response);
    try {
      Session session = hub.open(shard, link, address, origins.foreign(request));
      link.belongsTo(session);
      response.closeHandler(closed -> session.onClosed());
      response.endHandler(ended -> {
        session.onClosed();
        admission.leave(address);
      });
      start(response);
      session.onFrame(body(routing));
    } catch (BellhopException e) {
      admission.leave(address);
      problems.send(response, e);
    }
  }

  void message(RoutingContext routing) {
    String id = routing.request().getHeader("Bellhop-Session");
    Session session = id == null ? null : hub.session(id);
    if (session == null) {
      problems.send(
          routing.response(), new BellhopException(ErrorCode.NOT_FOUND, "the session is gone"));
    } else if (session.full()) {
      problems.send(
          routing.response(),
          BellhopException.retryAfter(
              ErrorCode.TOO_MANY_IN_FLIGHT, "wait for answers first", Duration.ofMillis(200)));
    } else {
      session.onFrame(body(routing));
      routing.response().setStatusCode(202).end();
    }
  }

  private static void start(HttpServerResponse response) {
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .write(":\n\n");
  }

  private static String body(RoutingContext routing) {
    String body = routing.body().asString();
    return body == null ? "" : body;
  }
}
