package io.bellhop.transport;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body as a stream for a virtual thread. One buffer is asked for at a time, so a slow
 * reader slows the sender, and nothing piles up.
 */
final class RequestBody extends InputStream {
  private static final int PATIENCE_SECONDS = 30;

  /** Empty, as no part of a body is. */
  private static final Buffer END = Buffer.buffer();

  private final HttpServerRequest request;
  private final Context context;

  /** A buffer that was asked for, the end, and the end of the connection. */
  private final BlockingQueue<Buffer> arrived = new ArrayBlockingQueue<>(4);

  private Buffer current = Buffer.buffer();
  private int position;

  /** To be made on the event loop, before it goes on. */
  RequestBody(HttpServerRequest request, Context context) {
    this.request = request;
    this.context = context;
    request.pause();
    request.handler(this::arrive);
    request.endHandler(ended -> arrive(END));
    request.exceptionHandler(failed -> arrive(END));
  }

  private void arrive(Buffer buffer) {
    // Full only if the end is told twice over, which is once too often.
    var _ = arrived.offer(buffer);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int most) throws IOException {
    if (position == current.length() && !next()) {
      return -1;
    }
    int count = Math.min(most, current.length() - position);
    current.getBytes(position, position + count, bytes, offset);
    position += count;
    return count;
  }

  private boolean next() throws IOException {
    context.runOnContext(asked -> request.fetch(1));
    try {
      Buffer buffer = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (buffer == null) {
        throw new IOException("no more of the body in time");
      }
      if (buffer.length() == 0) {
        return false;
      }
      current = buffer;
      position = 0;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Lets the rest of the body go by, so that the connection can be used again. */
  @Override
  public void close() {
    context.runOnContext(over -> {
      request.handler(ignored -> {});
      request.resume();
    });
  }
}
