package io.bellhop.bench.load;

import io.netty.buffer.ByteBuf;

/** The WebSocket handshake of a client (RFC 6455); it trusts the server to hash the key. */
final class Handshake {
  static final String REQUEST =
      String.join(
          "\r\n",
          "GET /ws HTTP/1.1",
          "Host: 127.0.0.1",
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Protocol: bellhop.v1",
          "",
          "");
  private static final String ACCEPTED = "HTTP/1.1 101";
  private static final String END = "\r\n\r\n";
  private static final int LONGEST = 4_096;

  private final StringBuilder answer = new StringBuilder(0);

  /** Takes bytes up to the end of the answer's head; whether that has come. */
  boolean isComplete(ByteBuf bytes) {
    while (bytes.isReadable() && answer.length() < LONGEST && !endsHere()) {
      answer.append((char) bytes.readByte());
    }
    return endsHere();
  }

  private boolean endsHere() {
    int start = answer.length() - END.length();
    return start >= 0 && answer.indexOf(END, start) >= 0;
  }

  boolean accepted() {
    return answer.indexOf(ACCEPTED) == 0;
  }

  String answer() {
    return answer.toString().lines().findFirst().orElse("");
  }
}
