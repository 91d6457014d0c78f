package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bellhop.engine.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server whose own disk is full, and then is not. */
@Tag("faults")
class FullDiskTest {
  private static final String TEXT = "x".repeat(3_500);
  private static final int PEOPLE = 40;

  @TempDir Path folder = Path.of("");

  /** Runs a command with a disk of its own, which is gone with it, and a ballast on it. */
  private List<String> onSmallDisk(Path data) {
    String script =
        "mount -t tmpfs -o size=40m disk "
            + data
            + " && head -c 8000000 /dev/zero > "
            + data
            + "/ballast && exec \"$@\"";
    return List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh");
  }

  /** Some systems let nobody but the administrator have disks of their own. */
  private boolean mayMount(Path data) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(onSmallDisk(data));
    command.add("true");
    Process process = new ProcessBuilder(command).inheritIO().start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Test
  void writesAreRefusedAndReadsAnsweredUntilThereIsSpaceAgain() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    assumeTrue(mayMount(data));
    try (Victim server =
            new Victim(
                folder, Map.of("BELLHOP_DATA", data.toString()), Duration.ZERO, onSmallDisk(data));
        WireClient client = WireClient.connect(server.port(), Victim.token("ann", Role.CUSTOMER))) {
      List<String> acknowledged = fill(server);

      assertThat(acknowledged.size()).isGreaterThan(100);
      assertThat(messages(client).equals(acknowledged)).isTrue();
      Files.delete(Path.of("/proc", Long.toString(server.pid()), "root", data + "/ballast"));
      await().until(() -> send(client, "after").equals(Rpc.OK));
      acknowledged.add("after");
      assertThat(messages(client).equals(acknowledged)).isTrue();
      assertThat(server.status("/ready")).isEqualTo(200);
      System.out.printf("faults: disk full after %d messages%n", acknowledged.size());
    }
  }

  /** Lets many people write until they are refused. */
  private static List<String> fill(Victim server) {
    List<String> acknowledged = new ArrayList<>();
    List<WireClient> people =
        IntStream.range(0, PEOPLE)
            .mapToObj(i -> Victim.token("sender-" + i, Role.CUSTOMER))
            .map(token -> WireClient.connect(server.port(), token))
            .toList();
    String code = Rpc.OK;
    for (int turn = 0; !code.equals("unavailable"); turn++) {
      String text = acknowledged.size() + TEXT;
      code = send(people.get(turn % PEOPLE), text);
      if (code.equals(Rpc.OK)) {
        acknowledged.add(text);
      } else {
        assertThat(code).isIn("unavailable", "rate_limited");
      }
    }
    people.forEach(WireClient::close);
    return acknowledged;
  }

  private static String send(WireClient client, String text) {
    return Rpc.code(
        client, "chat.send", "room", "lobby", "text", text, "clientId", text.substring(0, 5));
  }

  private static List<String> messages(WireClient client) {
    return ChatCountersTest.messages(client, "lobby").stream()
        .map(message -> message.get("text"))
        .map(JsonNode::stringValue)
        .toList();
  }
}
