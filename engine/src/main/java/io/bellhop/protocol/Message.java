package io.bellhop.protocol;

import org.jspecify.annotations.Nullable;

/** One message from a client, as found in a frame. */
public sealed interface Message {

  /**
   * A JSON-RPC request, or a notification where {@code id} is null.
   *
   * @param id a JSON string or integer
   * @param params a JSON object
   * @param key the idempotency key
   */
  record Request(@Nullable Json id, String method, Json params, @Nullable String key)
      implements Message {}

  /** JSON that is no valid request; answered with the error. */
  record Invalid(@Nullable Json id, ErrorCode code, String detail) implements Message {}
}
