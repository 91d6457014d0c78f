package io.bellhop.transport;

import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Negotiates permessage-deflate (RFC 7692), always without context takeover. */
final class PerMessageDeflate {
  private static final PerMessageDeflateServerExtensionHandshaker HANDSHAKER =
      new PerMessageDeflateServerExtensionHandshaker(1, false, 15, true, true, 1 << 20);

  private PerMessageDeflate() {}

  /** The extension, if the client offers one that suits. */
  static @Nullable WebSocketServerExtension accept(@Nullable String offered) {
    if (offered == null || offered.length() > 1_000) {
      return null;
    }
    for (WebSocketExtensionData offer : WebSocketExtensionUtil.extractExtensions(offered)) {
      WebSocketServerExtension extension = HANDSHAKER.handshakeExtension(offer);
      if (extension != null) {
        return extension;
      }
    }
    return null;
  }

  /** The answer to the offer. */
  static String header(WebSocketServerExtension extension) {
    WebSocketExtensionData data = extension.newReponseData();
    StringJoiner header = new StringJoiner("; ").add(data.name());
    data.parameters()
        .forEach((name, value) -> header.add(value == null ? name : name + "=" + value));
    return header.toString();
  }
}
