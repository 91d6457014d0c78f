package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who pings and never reads what comes back. */
class PingFloodTest {
  private static final int PING = 0x89;
  private static final int PONG = 0xA;
  private static final int ROUNDS = 400;
  private static final int AT_ONCE = 1_000;

  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pongsForThoseWhoDoNotReadThemAreNotKept() throws IOException {
    ByteArrayOutputStream pings = new ByteArrayOutputStream();
    for (int i = 0; i < AT_ONCE; i++) {
      pings.write(RawSocket.masked(PING, new byte[125]));
    }
    try (RawSocket client =
        RawSocket.handshake(server.port(), 4_096, "Sec-WebSocket-Protocol: bellhop.v1")) {
      for (int i = 0; i < ROUNDS; i++) {
        client.bytes(pings.toByteArray());
      }
      client.text("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{}}");

      int pongs = 0;
      while (client.read().opcode() == PONG) {
        pongs++;
      }

      assertThat(pongs).isBetween(1, ROUNDS * AT_ONCE / 2);
    }
  }
}
