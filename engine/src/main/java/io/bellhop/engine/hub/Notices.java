package io.bellhop.engine.hub;

import io.bellhop.engine.Channel;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The notifications that the server itself sends. Nothing in them needs escaping. */
final class Notices {
  private Notices() {}

  static Payload ping() {
    return notice("ping", "{}");
  }

  static Payload synced(Channel channel, long offset) {
    return notice("synced", "{\"channel\":\"" + channel.name() + "\",\"offset\":" + offset + "}");
  }

  static Payload unsubscribed(Channel channel, ErrorCode code) {
    return notice(
        "unsubscribed",
        "{\"channel\":\""
            + channel.name()
            + "\",\"code\":\""
            + code.wireName()
            + "\",\"message\":\""
            + code.meaning()
            + "\"}");
  }

  static Payload disconnect(CloseCode code, @Nullable Duration after) {
    boolean retry = code.reconnect() != CloseCode.Reconnect.NEVER;
    return notice(
        "disconnect",
        "{\"code\":\""
            + code.wireName()
            + "\",\"message\":\""
            + code.meaning()
            + "\",\"retry\":"
            + retry
            + (after == null ? "" : ",\"after\":" + after.toMillis())
            + "}");
  }

  private static Payload notice(String method, String params) {
    String json = "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}";
    return new Payload(json.getBytes(StandardCharsets.UTF_8));
  }
}
