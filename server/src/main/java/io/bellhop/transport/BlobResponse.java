package io.bellhop.transport;

import io.bellhop.transport.Blobs.Blob;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends bytes that others uploaded: as what they are, and with no rights in anybody's page. */
final class BlobResponse {
  private static final int BUFFER = 64 << 10;
  private static final int PATIENCE_SECONDS = 30;

  private final HttpServerRequest request;
  private final HttpServerResponse response;

  BlobResponse(HttpServerRequest request) {
    this.request = request;
    this.response = request.response();
  }

  void send(Blob blob) throws IOException {
    headers(blob);
    if (blob.tag().equals(request.getHeader("If-None-Match"))) {
      await(response.setStatusCode(304).end());
      return;
    }
    switch (range(blob)) {
      case ByteRange.Asked.All() -> send(blob, new ByteRange(0, blob.size()));
      case ByteRange.Asked.Some(ByteRange range) -> {
        response.setStatusCode(206).putHeader("Content-Range", range.header(blob.size()));
        send(blob, range);
      }
      case ByteRange.Asked.Nothing() ->
          await(
              response
                  .setStatusCode(416)
                  .putHeader("Content-Range", "bytes */" + blob.size())
                  .end());
    }
  }

  private ByteRange.Asked range(Blob blob) {
    String condition = request.getHeader("If-Range");
    boolean obey = condition == null || condition.equals(blob.tag());
    return ByteRange.of(obey ? request.getHeader("Range") : null, blob.size());
  }

  private void headers(Blob blob) {
    response
        .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
        .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
        .putHeader("Content-Type", blob.type())
        .putHeader("Content-Disposition", blob.disposition())
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("ETag", blob.tag())
        .putHeader("Cache-Control", "private, max-age=" + Math.max(0, blob.fresh().toSeconds()));
  }

  private void send(Blob blob, ByteRange range) throws IOException {
    response.putHeader("Content-Length", Long.toString(range.length()));
    if (HttpMethod.HEAD.equals(request.method())) {
      await(response.end());
      return;
    }
    try (InputStream in = blob.source().open(range.from(), range.length())) {
      copy(in, range.length());
    }
    await(response.end());
  }

  private void copy(InputStream in, long length) throws IOException {
    byte[] bytes = new byte[BUFFER];
    for (long left = length; left > 0; ) {
      int read = in.read(bytes, 0, (int) Math.min(BUFFER, left));
      if (read < 0) {
        throw new EOFException("the stored file is too short");
      }
      await(response.write(Buffer.buffer(Arrays.copyOf(bytes, read))));
      left -= read;
    }
  }

  /** Waits until it is written, so that a slow reader slows us. */
  private static void await(Future<Void> written) throws IOException {
    try {
      var _ =
          written.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the reader is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
