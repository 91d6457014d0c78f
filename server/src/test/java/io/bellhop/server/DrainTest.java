package io.bellhop.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Feature;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Going down in good order. */
class DrainTest {
  private final Slow slow = new Slow();
  private final TestServer server = TestServer.start("", slow);

  /** A method that takes as long as the test wants. */
  private static final class Slow implements Feature {
    final CountDownLatch begun = new CountDownLatch(2);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public List<Method<?, ?>> methods() {
      return List.of(
          Method.named("slow", None.class, None.class)
              .summary("Waits.")
              .does((call, none) -> {
                begun.countDown();
                try {
                  release.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return none;
              }));
    }
  }

  @AfterEach
  void stop() {
    slow.release.countDown();
    server.close();
  }

  private CompletableFuture<Void> drain() {
    return CompletableFuture.runAsync(() -> {
      try {
        server.bellhop().drain();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  @Test
  void answersWhatIsInFlightThenTellsWhenToComeBack() throws Exception {
    WireClient ann = server.connect("ann");
    CompletableFuture<JsonNode> overConnection =
        CompletableFuture.supplyAsync(() -> ann.call("slow", "{}"));
    CompletableFuture<HttpResponse<String>> overHttp =
        CompletableFuture.supplyAsync(() -> server.call("slow", "{}", server.token(Role.STAFF)));
    assertThat(slow.begun.await(10, SECONDS)).isTrue();

    CompletableFuture<Void> drained = drain();
    slow.release.countDown();
    drained.get(10, SECONDS);
    server.bellhop().close();

    assertThat(overConnection.get(5, SECONDS).toString()).isEqualTo("{}");
    assertThat(overHttp.get(5, SECONDS).statusCode()).isEqualTo(200);
    assertThat(ann.closed().get(5, SECONDS)).isEqualTo(4100);
    JsonNode notice = ann.notices().getLast();
    assertThat(notice.at("/params/code").stringValue()).isEqualTo("draining");
    assertThat(notice.at("/params/retry").booleanValue()).isTrue();
    assertThat(notice.at("/params/after").longValue()).isBetween(0L, 2_000L);
  }

  @Test
  void doesNotWaitForEverForOneThatHangs() throws Exception {
    WireClient ann = server.connect("ann");
    var call = CompletableFuture.supplyAsync(() -> ann.call("slow", "{}"));
    while (slow.begun.getCount() == 2) {
      Thread.onSpinWait();
    }

    drain().get(5, SECONDS);
    server.bellhop().close();

    assertThat(call).failsWithin(java.time.Duration.ofSeconds(5));
  }

  @Test
  void endsAllSessions() throws Exception {
    List<WireClient> clients =
        java.util.stream.IntStream.range(0, 40).mapToObj(i -> server.connect("c" + i)).toList();

    drain().get(10, SECONDS);

    for (WireClient client : clients) {
      assertThat(client.closed().get(5, SECONDS)).isEqualTo(4100);
    }
  }
}
