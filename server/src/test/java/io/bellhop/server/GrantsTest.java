package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token may grant beyond its role, and what it never opens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsTest {
  private static final List<String> ALL = List.of("subscribe", "publish", "presence");

  private final TestServer server = TestServer.start();
  private WireClient guest;

  @BeforeAll
  void connect() {
    Map<String, List<String>> channels =
        Map.of("chat:*", ALL, "desk:*", ALL, "person:*", ALL, "view:*", ALL, "site:*", ALL);
    guest =
        WireClient.connect(
            server.port(),
            TokenMint.granting(
                TestServer.HOTEL,
                "gus",
                Role.GUEST,
                server.now().plus(Duration.ofMinutes(10)),
                channels));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "chat:back-office, forbidden",
    "desk:inbox, forbidden",
    "person:ann, forbidden",
    "view:page, forbidden",
    "site:all, ok",
  })
  void onlyTheServerPublishesWhereNoRoleMay(String channel, String outcome) {
    assertThat(Rpc.code(guest, "subscribe", "channel", channel)).isEqualTo(Rpc.OK);
    assertThat(Rpc.code(guest, "publish", "channel", channel, "type", "message", "data", Map.of()))
        .isEqualTo(outcome);
  }
}
