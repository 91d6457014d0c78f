package io.bellhop.transport;

import io.bellhop.engine.hub.Link;
import io.bellhop.engine.hub.Payload;
import io.bellhop.engine.hub.Session;
import io.bellhop.protocol.CloseCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** A session's line over SSE: a response that stays open. */
final class StreamLink implements Link {
  private final HttpServerResponse response;
  private @Nullable Session session;
  private long pending;

  StreamLink(HttpServerResponse response) {
    this.response = response;
  }

  void belongsTo(Session owner) {
    session = owner;
  }

  @Override
  public void write(Payload payload) {
    if (response.closed() || response.ended()) {
      return;
    }
    Buffer message = payload.as(WireForms.STREAM);
    pending += message.length();
    response.write(message).onComplete(written -> taken(message.length()));
  }

  private void taken(int bytes) {
    pending -= bytes;
    if (session != null) {
      session.onRoom();
    }
  }

  @Override
  public void flush() {
    // Vert.x flushes by itself.
  }

  @Override
  public long pending() {
    return pending;
  }

  @Override
  public void close(CloseCode code, String message) {
    if (!response.closed() && !response.ended()) {
      response.end();
    }
  }

  @Override
  public void pause() {
    // A POST to a full mailbox is refused instead.
  }

  @Override
  public void resume() {
    // nothing was paused
  }
}
