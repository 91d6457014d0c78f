package io.bellhop.redis;

import static io.bellhop.redis.Ear.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A Redis that is watched by a sentinel, which has a replica take its place when it dies. */
@ParameterizedClass(name = "TLS: {0}")
@ValueSource(booleans = {false, true})
class SentinelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration GRACE = Duration.ofSeconds(5);

  @Parameter boolean tls;
  @TempDir Path folder = Path.of("");
  private final int port = Ports.free();
  private @Nullable TestAuthority authority;
  private RedisProcess first;
  private RedisProcess second;
  private Process sentinel;

  @BeforeEach
  void watch() throws Exception {
    authority = tls ? new TestAuthority(folder.resolve("authority")) : null;
    int secured = Ports.free();
    first = RedisProcess.start(secured(secured).toArray(String[]::new));
    String master = String.valueOf(tls ? secured : first.port());
    List<String> following = new ArrayList<>(List.of("--replicaof", "127.0.0.1", master));
    following.addAll(secured(Ports.free()));
    second = RedisProcess.start(following.toArray(String[]::new));
    sentinel = sentinel(master);
  }

  /** Arguments of a Redis that speaks TLS on that port, and with its replicas; none without TLS. */
  private List<String> secured(int port) {
    if (authority == null) {
      return List.of();
    }
    List<String> arguments = new ArrayList<>(authority.redis(port));
    arguments.addAll(List.of("--tls-replication", "yes"));
    return arguments;
  }

  private Process sentinel(String master) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("sentinel.conf"),
            """
            port %d
            bind 127.0.0.1
            dir %s
            sentinel monitor main 127.0.0.1 %s 1
            sentinel down-after-milliseconds main 500
            sentinel failover-timeout main 3000
            """
                .formatted(tls ? 0 : port, folder, master));
    List<String> command =
        new ArrayList<>(List.of(RedisProcess.executable(), file.toString(), "--sentinel"));
    command.addAll(secured(port));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sentinel.log").toFile())
        .start();
  }

  @AfterEach
  void stop() {
    sentinel.destroyForcibly().onExit().join();
    first.close();
    second.close();
  }

  private RedisNode join(Ear ear) {
    String url = (tls ? "rediss" : "redis") + "-sentinel://127.0.0.1:" + port + "#main";
    Path authorities = authority == null ? null : authority.certificate;
    RedisSettings settings =
        new RedisSettings(List.of(url), false, null, null, authorities, "test");
    RedisNode node = RedisNode.join(settings, GRACE, new SettableClock());
    node.broker().listen(ear);
    return node;
  }

  @Test
  void nodesFollowToTheReplica() {
    Ear here = new Ear();
    Ear there = new Ear();
    try (RedisNode one = join(here);
        RedisNode two = join(there)) {
      await().atMost(PATIENCE).until(() -> one.stats().nodes() == 2 && two.stats().nodes() == 2);
      one.broker().publish(List.of(event("chat:1", 1, "{}")));
      await().atMost(PATIENCE).until(() -> there.others.size() == 1);
      await()
          .atMost(PATIENCE)
          .until(() -> second.ask("INFO replication").contains("master_link_status:up"));

      first.kill();
      await().atMost(PATIENCE).until(() -> second.ask("ROLE").contains("master"));
      await().atMost(PATIENCE).until(() -> sent(one, there));

      assertThat(there.losses.get()).isPositive();
    }
  }

  /** Sends until something comes: what is sent while nobody carries it is dropped. */
  private static boolean sent(RedisNode from, Ear to) {
    from.broker().publish(List.of(event("chat:1", 2, "{}")));
    return to.others.size() > 1;
  }
}
