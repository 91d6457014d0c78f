package io.bellhop.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Right;
import io.bellhop.engine.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A right that is taken away just after it was looked at. */
class RightsWhileSubscribingTest {
  private static final String ANN = "ann";

  private final AtomicBoolean member = new AtomicBoolean(true);
  private final CountDownLatch reviewed = new CountDownLatch(1);
  private final TestServer server = TestServer.start("", new Club());

  @AfterEach
  void stop() {
    server.close();
  }

  private final class Club implements Feature {
    @Override
    public List<Namespace> namespaces() {
      return List.of(
          new Namespace(
              "club",
              new Namespace.History.Durable(null),
              Role.KNOWN,
              Set.of(),
              Namespace.PresenceShown.NONE,
              (Principal who, Right right, Channel channel) -> admits(channel)));
    }

    private boolean admits(Channel channel) {
      boolean may = member.get();
      if (!may) {
        reviewed.countDown();
      } else if (channel.id().equals("second")) {
        putOut();
      }
      return may;
    }
  }

  /** The rights of sessions are reviewed when somebody has left a room. */
  private void putOut() {
    member.set(false);
    Channel room = new Channel(TestServer.HOTEL, "chat:lobby");
    server.bellhop().ledger().write(tx -> tx.append(room, "left", Map.of(), ANN));
    try {
      assertThat(reviewed.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nobodyHearsWhatTheyMayNoLongerThoughTheyWereAskingForItAlready() {
    WireClient client = server.connect(ANN);
    client.call("subscribe", "{\"channel\":\"club:first\"}");

    assertThatThrownBy(() -> client.call("subscribe", "{\"channel\":\"club:second\"}"))
        .isInstanceOfSatisfying(
            RpcFailure.class, failure -> assertThat(failure.code).isEqualTo("forbidden"));

    await().atMost(10, SECONDS).until(() -> Received.count(client.notices(), "unsubscribed") == 1);
    assertThatThrownBy(() -> client.call("unsubscribe", "{\"channel\":\"club:second\"}"))
        .isInstanceOfSatisfying(
            RpcFailure.class, failure -> assertThat(failure.code).isEqualTo("not_subscribed"));
  }
}
