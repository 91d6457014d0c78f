package io.bellhop.redis;

import static io.bellhop.redis.Ear.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis behind TLS and a user's password. */
class TlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration WHILE = Duration.ofSeconds(3);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** The rights that operations.md names. */
  private static final String RIGHTS =
      "resetchannels &test.* -@all +hello +client +ping +spublish +ssubscribe";

  @TempDir static Path folder = Path.of("");
  private static TestAuthority authority;

  private final int port = Ports.free();
  private final Warnings warnings = new Warnings();
  private final List<RedisNode> nodes = new ArrayList<>();
  private RedisProcess redis;

  @BeforeAll
  static void found() throws Exception {
    authority = new TestAuthority(folder.resolve("own"));
  }

  @BeforeEach
  void start() {
    redis = RedisProcess.start(authority.redis(port).toArray(String[]::new));
    redis.command("ACL SETUSER bellhop on >right " + RIGHTS);
  }

  @AfterEach
  void stop() {
    nodes.forEach(RedisNode::close);
    redis.close();
    warnings.close();
  }

  private String url(String host) {
    return "rediss://" + host + ":" + port;
  }

  private RedisNode join(String host, String password, @Nullable Path authorities) {
    RedisSettings settings =
        new RedisSettings(List.of(url(host)), false, "bellhop", password, authorities, "test");
    RedisNode node = RedisNode.join(settings, GRACE, new SettableClock());
    nodes.add(node);
    return node;
  }

  @Test
  void nodesMeetAsAUserThatMayDoNothingElse() {
    RedisNode one = join("127.0.0.1", "right", authority.certificate);
    RedisNode two = join("127.0.0.1", "right", authority.certificate);
    Ear there = new Ear();
    two.broker().listen(there);

    await().atMost(PATIENCE).until(() -> one.stats().nodes() == 2 && two.stats().nodes() == 2);
    one.broker().publish(List.of(event("chat:1", 1, "{}")));

    await().atMost(PATIENCE).until(() -> there.others.size() == 1);
    assertThat(warnings.of(url("127.0.0.1"))).isEmpty();
  }

  @Test
  void aWrongPasswordIsToldOnceAndTheRightOneTakenLater() {
    RedisNode node = join("127.0.0.1", "new", authority.certificate);
    Ear here = new Ear();
    node.broker().listen(here);
    await()
        .during(WHILE)
        .atMost(PATIENCE)
        .until(() -> warnings.of(url("127.0.0.1")).size() == 1 && !node.stats().connected());
    assertThat(warnings.of(url("127.0.0.1")).getFirst())
        .contains("redis.user or redis.password is wrong", "WRONGPASS")
        .doesNotContain("new");
    node.broker().publish(List.of(event("chat:1", 1, "{}")));
    assertThat(here.own).hasSize(1);

    redis.command("ACL SETUSER bellhop >new");
    await().atMost(PATIENCE).until(() -> node.stats().connected());
  }

  @Test
  void certificatesThatAreNotThereForAMomentAreReadAgain() throws Exception {
    Path replaced = Files.copy(authority.certificate, folder.resolve("replaced.pem"));
    RedisSettings settings =
        new RedisSettings(List.of(url("127.0.0.1")), false, "bellhop", "right", replaced, "test");
    try (LettuceWire wire = LettuceWire.to(settings)) {
      wire.open(new Deaf());
      await().atMost(PATIENCE).until(wire::isUp);

      Files.delete(replaced);
      wire.renew();
      await().during(WHILE).atMost(PATIENCE).until(() -> !wire.isUp());
      Files.copy(authority.certificate, replaced);

      await().atMost(PATIENCE).until(wire::isUp);
    }
  }

  @Test
  void aUserThatMayNotHearIsToldSo() {
    redis.command("ACL SETUSER bellhop resetchannels &other.*");
    join("127.0.0.1", "right", authority.certificate);
    demandRefusal("127.0.0.1", "redis.user may not do what it takes");
  }

  @Test
  void aUserThatMayNotSpeakIsToldSoOnce() {
    redis.command("ACL SETUSER bellhop -spublish");
    join("127.0.0.1", "right", authority.certificate);
    demandRefusal("127.0.0.1", "redis.user may not do what it takes", "spublish");
    await().during(WHILE).until(() -> warnings.of(url("127.0.0.1")).size() == 1);
  }

  @Test
  void whoeverNobodyVouchesForIsNotSpokenTo() throws Exception {
    TestAuthority another = new TestAuthority(folder.resolve("another"));
    join("127.0.0.1", "right", another.certificate);
    demandRefusal("127.0.0.1", "its certificate is not trusted", "redis.ca");
  }

  @Test
  void withoutAuthoritiesOfItsOwnThoseOfJavaDecide() {
    join("127.0.0.1", "right", null);
    demandRefusal("127.0.0.1", "its certificate is not trusted", "redis.ca");
  }

  @Test
  void theCertificateMustBeForTheHost() {
    join("localhost", "right", authority.certificate);
    demandRefusal("localhost", "its certificate is not trusted", "localhost");
  }

  private void demandRefusal(String host, String... words) {
    await().atMost(PATIENCE).until(() -> warnings.of(url(host)).size() == 1);
    assertThat(warnings.of(url(host)).getFirst()).contains(words);
    assertThat(nodes.getFirst().stats().connected()).isFalse();
  }

  @Test
  void aFileWithoutCertificatesIsRefusedAtOnce() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path rubbish = Files.writeString(folder.resolve("rubbish.pem"), "rubbish");

    for (Path file : List.of(empty, rubbish)) {
      assertThatThrownBy(() -> join("127.0.0.1", "right", file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
