package io.bellhop.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.config.Config;
import io.bellhop.config.ConfigReader;
import io.bellhop.engine.Role;
import io.bellhop.logging.Logging;
import io.bellhop.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A server that is saved while it works, and comes back somewhere else. */
@ParameterizedClass
@EnumSource(Database.class)
@Timeout(value = 60, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArchiveTest {
  private static final int PEOPLE = 10;

  /** As many as one person may send at once. */
  private static final int EACH = 20;

  @Parameter Database database = Database.SQLITE;
  @TempDir Path folder = Path.of("");
  private Path archive;
  private Config here;
  private Config there;

  @BeforeEach
  void configure() throws IOException {
    Logging.set(false, "WARN");
    archive = folder.resolve("archive");
    here = config("here");
    there = config("there");
  }

  @AfterEach
  void speakAgain() {
    Logging.set(false, "INFO");
  }

  private Config config(String name) throws IOException {
    return config(name, database);
  }

  private Config config(String name, Database store) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    TestServer.layOutPages(home.resolve("web"));
    Path file = Files.writeString(home.resolve("bellhop.yaml"), TestServer.SITES);
    return ConfigReader.read(file, TestServer.environment(store, home));
  }

  private static WireClient connect(Bellhop bellhop, String id) {
    return WireClient.connect(
        bellhop.port(),
        TokenMint.token(
            TestServer.HOTEL, id, Role.STAFF, InstantSource.system().instant().plusSeconds(600)));
  }

  private static JsonNode send(WireClient client, long number) {
    return client.call("chat.send", Rpc.params("room", "lobby", "text", "number " + number), null);
  }

  @Test
  void whatWasAcknowledgedBeforeItWasSavedIsThereAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(EACH);
    try (Bellhop bellhop = Bellhop.start(here)) {
      Thread writers = Thread.startVirtualThread(() -> write(bellhop, begun));
      assertThat(begun.await(20, SECONDS)).isTrue();
      new Archive(archive).save(here);
      writers.join();
    }

    new Archive(archive).restore(there);

    try (Bellhop bellhop = Bellhop.start(there);
        WireClient client = connect(bellhop, "ann")) {
      var messages =
          client
              .call("chat.history", Rpc.params("room", "lobby", "after", 0, "limit", 200), null)
              .get("messages");
      assertThat(messages.size()).isBetween(EACH, PEOPLE * EACH);
      for (int i = 0; i < messages.size(); i++) {
        assertThat(messages.get(i).get("offset").longValue()).isEqualTo(i + 1);
        assertThat(messages.get(i).get("text").stringValue()).isEqualTo("number " + (i + 1));
      }
    }
  }

  private static void write(Bellhop bellhop, CountDownLatch begun) {
    for (int person = 0; person < PEOPLE; person++) {
      try (WireClient client = connect(bellhop, "person" + person)) {
        for (int i = 1; i <= EACH; i++) {
          send(client, person * EACH + i);
          begun.countDown();
        }
      }
    }
  }

  @Test
  void whoKnowsMoreThanWasSavedIsTold() throws Exception {
    JsonNode known;
    try (Bellhop bellhop = Bellhop.start(here);
        WireClient client = connect(bellhop, "ann")) {
      send(client, 1);
      new Archive(archive).save(here);
      send(client, 2);
      known = client.call("subscribe", "{\"channel\":\"chat:lobby\"}", null);
    }

    new Archive(archive).restore(there);

    try (Bellhop bellhop = Bellhop.start(there);
        WireClient client = connect(bellhop, "ann")) {
      send(client, 3);
      var answer =
          client.call(
              "subscribe",
              "{\"channel\":\"chat:lobby\",\"since\":{\"epoch\":\"%s\",\"offset\":2}}"
                  .formatted(known.get("epoch").stringValue()),
              null);
      assertThat(answer.get("recovered").booleanValue()).isFalse();
      assertThat(answer.get("epoch")).isNotEqualTo(known.get("epoch"));
    }
  }

  @Test
  void filesAndSecretsComeToo() throws Exception {
    Path stored = Path.of("files/stored/ab/abcd");
    Path secret = Path.of("secrets/hotel");
    Bellhop.start(here).close();
    Files.createDirectories(here.data().resolve(stored).resolveSibling(""));
    Files.write(here.data().resolve(stored), new byte[] {1, 2, 3});
    Files.createDirectories(here.data().resolve("secrets"));
    Files.writeString(here.data().resolve(secret), "hush");
    Files.setPosixFilePermissions(
        here.data().resolve(secret), PosixFilePermissions.fromString("rw-------"));

    new Archive(archive).save(here);
    new Archive(archive).restore(there);

    assertThat(there.data().resolve(stored)).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(there.data().resolve(secret)).hasContent("hush");
    for (Path copy : new Path[] {archive.resolve(secret), there.data().resolve(secret)}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .isEqualTo("rwx------");
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    Bellhop.start(here).close();
    new Archive(archive).save(here);

    assertThatThrownBy(() -> new Archive(archive).save(here)).hasMessageContaining("not empty");
    assertThatThrownBy(() -> new Archive(archive).restore(here))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("already");
  }

  @Test
  void whatIsNoBackupIsRefused() throws Exception {
    Bellhop.start(here).close();
    new Archive(archive).save(here);
    Files.writeString(archive.resolve("complete"), "another\n");

    assertThatThrownBy(() -> new Archive(archive).restore(there)).hasMessageContaining("another");
    Files.delete(archive.resolve("complete"));
    assertThatThrownBy(() -> new Archive(archive).restore(there))
        .hasMessageContaining("no complete backup");
    try (Bellhop bellhop = Bellhop.start(there)) {
      assertThat(bellhop.port()).isPositive();
    }
  }
}
