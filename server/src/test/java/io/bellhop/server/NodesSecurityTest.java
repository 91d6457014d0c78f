package io.bellhop.server;

import static io.bellhop.server.TwoNodes.PATIENCE;
import static io.bellhop.server.TwoNodes.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken away or counted on one of two servers is so on the other. */
class NodesSecurityTest {
  private static final Pattern HEARD =
      Pattern.compile("^bellhop_broker_received_total (\\S+)$", Pattern.MULTILINE);

  @TempDir Path folder = Path.of("");
  private TwoNodes nodes;

  @BeforeEach
  void start() {
    nodes = new TwoNodes(folder);
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  /** A guest on the second node who is subscribed to their conversation. */
  private WireClient guestInConversation() {
    WireClient guest = client(nodes.two, "g-1", Role.GUEST);
    String room = guest.call("desk.start", "{\"text\":\"Hello?\"}").get("room").stringValue();
    guest.call("subscribe", "{\"channel\":\"chat:%s\"}".formatted(room));
    return guest;
  }

  private void adopt() {
    String guest = nodes.one.token(TestServer.HOTEL, "g-1", Role.GUEST);
    client(nodes.one, "cara", Role.CUSTOMER)
        .call("person.adopt", "{\"guestToken\":\"%s\"}".formatted(guest));
  }

  private static void awaitPutOut(WireClient guest) {
    await().atMost(PATIENCE).until(() -> Received.count(guest.notices(), "unsubscribed") == 1);
  }

  @Test
  void aGuestWhoWasAdoptedOnOneNodeHearsNothingMoreOnTheOther() {
    WireClient guest = guestInConversation();

    adopt();

    awaitPutOut(guest);
  }

  @Test
  void norDoTheyWhileRedisIsAway() {
    WireClient guest = guestInConversation();
    nodes.redis.kill();

    adopt();

    awaitPutOut(guest);
  }

  private static double heard(TestServer server) {
    Matcher matcher = HEARD.matcher(server.get("/metrics").body());
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private static String login(TestServer server, String email) {
    String answer =
        server
            .call(
                "staff.login",
                "{\"site\":\"hotel\",\"email\":\"%s\",\"password\":\"nope\"}".formatted(email),
                null)
            .body();
    return WireClient.JSON.readTree(answer).get("code").stringValue();
  }

  @Test
  void whoGuessesOnOneNodeMustWaitOnTheOtherToo() {
    double before = heard(nodes.two);
    for (int i = 0; i < 5; i++) {
      assertThat(login(nodes.one, "ann@hotel")).isEqualTo("unauthenticated");
    }
    for (int wait = 1; wait <= 32; wait *= 2) {
      nodes.one.clock.advance(Duration.ofSeconds(wait));
      assertThat(login(nodes.one, "ann@hotel")).isEqualTo("unauthenticated");
    }
    await().atMost(PATIENCE).until(() -> heard(nodes.two) >= before + 11);

    assertThat(login(nodes.two, "ann@hotel")).isEqualTo("rate_limited");
    assertThat(login(nodes.two, "bob@hotel")).isEqualTo("unauthenticated");
  }
}
