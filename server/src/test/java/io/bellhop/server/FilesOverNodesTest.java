package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Role;
import io.bellhop.server.FileClient.FileRefused;
import io.bellhop.storage.S3Settings;
import io.bellhop.storage.SmallS3;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Uploads whose requests come to different servers, with one bucket and no folder in common. */
class FilesOverNodesTest {
  private static final int CHUNK = 1 << 20;

  @TempDir Path folder = Path.of("");
  private final byte[] bytes = new byte[3 * CHUNK + 7];
  private SmallS3 s3;
  private TwoNodes nodes;
  private FileClient atOne;
  private FileClient atTwo;

  @BeforeEach
  void start() throws IOException {
    s3 = new SmallS3(this::now);
    S3Settings settings = s3.settings();
    nodes =
        new TwoNodes(
            folder,
            Map.of(
                "BELLHOP_FILES_S3_ENDPOINT", settings.endpoint().toString(),
                "BELLHOP_FILES_S3_REGION", settings.region(),
                "BELLHOP_FILES_S3_BUCKET", settings.bucket(),
                "BELLHOP_FILES_S3_ACCESS_KEY", settings.accessKey(),
                "BELLHOP_FILES_S3_SECRET_KEY", settings.secretKey().reveal()));
    atOne = new FileClient(nodes.one, "ann");
    atTwo = FileClient.with(nodes.two, atOne.token);
    new Random(5).nextBytes(bytes);
    bytes[0] = 0;
  }

  @AfterEach
  void stop() {
    nodes.close();
    s3.close();
  }

  /** Requests are signed with the time of the server that sends them, which a test may move. */
  private Instant now() {
    return nodes == null ? InstantSource.system().instant() : nodes.one.clock.instant();
  }

  private byte[] chunk(int number) {
    return Arrays.copyOfRange(bytes, number * CHUNK, Math.min(bytes.length, (number + 1) * CHUNK));
  }

  private static int received(HttpResponse<String> answer) {
    return WireClient.JSON.readTree(answer.body()).get("received").intValue();
  }

  private long onDisks() throws IOException {
    long count = 0;
    for (String node : List.of("one", "two")) {
      try (Stream<Path> files = Files.list(folder.resolve(node).resolve("files/incoming"))) {
        count += files.count();
      }
    }
    return count;
  }

  /** The first three chunks, alternating between the nodes; the id. */
  private String begun() {
    String id = atOne.begin("a.bin", "a/b", bytes.length);
    atTwo.put(id, 0, chunk(0));
    atOne.put(id, CHUNK, chunk(1));
    atTwo.put(id, 2 * CHUNK, chunk(2));
    return id;
  }

  @Test
  void chunksMayAlternateAndAnyNodeFinishes() throws IOException {
    String id = begun();

    FileRefused early = catchThrowableOfType(FileRefused.class, () -> atOne.finish(id));
    HttpResponse<String> last = atTwo.put(id, 3 * CHUNK, chunk(3));
    JsonNode finished = atOne.finish(id);

    assertThat(early.code).isEqualTo("conflict");
    assertThat(received(last)).isEqualTo(bytes.length);
    assertThat(finished.get("size").intValue()).isEqualTo(bytes.length);
    assertThat(atTwo.finish(id)).isEqualTo(finished);
    assertThat(atTwo.read(id)).isEqualTo(bytes);
    nodes.two.bellhop().files().sweep();
    assertThat(s3.objects.keySet()).containsExactly("hotel/" + id.substring(0, 2) + "/" + id);
    assertThat(onDisks()).isZero();
  }

  @Test
  void aChunkThatComesAgainElsewhereIsToldWhereToGoOn() {
    String id = begun();

    HttpResponse<String> again = atOne.put(id, 2 * CHUNK, chunk(2));
    HttpResponse<String> gap = atOne.put(id, 3 * CHUNK + 1, new byte[1]);
    HttpResponse<String> small = atOne.put(id, 3 * CHUNK, new byte[1]);

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(received(again)).isEqualTo(3 * CHUNK);
    assertThat(received(gap)).isEqualTo(3 * CHUNK);
    assertThat(small.statusCode()).isEqualTo(400);
  }

  @Test
  void ofOneChunkAtBothNodesAtOnceOneIsTaken() throws Exception {
    String id = atOne.begin("a.bin", "a/b", CHUNK);
    List<Callable<HttpResponse<String>>> both =
        List.of(() -> atOne.put(id, 0, chunk(0)), () -> atTwo.put(id, 0, chunk(0)));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> answers =
          threads.invokeAll(both).stream().map(Future::resultNow).map(r -> r.statusCode()).toList();
      assertThat(answers).containsExactlyInAnyOrder(200, 409);
    }
    assertThat(atTwo.finish(id).get("size").intValue()).isEqualTo(CHUNK);
    assertThat(atOne.read(id)).isEqualTo(chunk(0));
  }

  @Test
  void bothNodesMayFinishAtOnce() throws Exception {
    String id = begun();
    atOne.put(id, 3 * CHUNK, chunk(3));
    List<Callable<JsonNode>> both = List.of(() -> atOne.finish(id), () -> atTwo.finish(id));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<JsonNode> answers = threads.invokeAll(both).stream().map(Future::resultNow).toList();
      assertThat(answers.getFirst()).isEqualTo(answers.getLast());
    }
    assertThat(atTwo.read(id)).isEqualTo(bytes);
  }

  @Test
  void aBucketThatIsAwayTakesNothingAndTheChunkComesAgain() {
    String id = begun();
    s3.fail(10);
    HttpResponse<String> refused = atOne.put(id, 3 * CHUNK, chunk(3));
    s3.fail(0);

    HttpResponse<String> taken = atTwo.put(id, 3 * CHUNK, chunk(3));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(received(taken)).isEqualTo(bytes.length);
    assertThat(atOne.finish(id).get("size").intValue()).isEqualTo(bytes.length);
  }

  @Test
  void whatIsRefusedOrAbandonedLeavesNothing() throws IOException {
    byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
    String lie = atOne.begin("a.png", "image/png", text.length);
    atOne.put(lie, 0, text);
    begun();

    FileRefused refusal = catchThrowableOfType(FileRefused.class, () -> atTwo.finish(lie));
    nodes.one.bellhop().files().sweep();
    assertThat(s3.objects).as("the abandoned chunks").hasSize(3);
    nodes.both().forEach(server -> server.clock.advance(Duration.ofHours(25)));
    await()
        .atMost(TwoNodes.PATIENCE)
        .untilAsserted(() -> assertThat(rows("file")).as("abandoned files").isZero());
    assertThat(s3.objects).hasSize(3);
    nodes.both().forEach(server -> server.clock.advance(Duration.ofHours(2)));
    nodes.one.bellhop().files().sweep();

    assertThat(refusal.code).isEqualTo("invalid_params");
    assertThat(s3.objects).isEmpty();
    assertThat(rows("file_chunk") + rows("file_gone")).isZero();
    assertThat(onDisks()).isZero();
    assertThat(new FileClient(nodes.two, TestServer.HOTEL, "ann", Role.GUEST).begin("a", "a/b", 1))
        .isNotEmpty();
  }

  private int rows(String table) {
    return nodes
        .one
        .bellhop()
        .ledger()
        .query("SELECT COUNT(*) FROM " + table, row -> row.getInt(1))
        .getFirst();
  }
}
