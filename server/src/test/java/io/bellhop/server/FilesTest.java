package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.feature.file.Attachment;
import io.bellhop.protocol.BellhopException;
import io.bellhop.server.FileClient.FileRefused;
import io.bellhop.sql.Database;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from the first chunk to the last byte removed, on both databases. */
@ParameterizedClass
@EnumSource(Database.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesTest {
  private static final Random RANDOM = new Random(20261121);
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  @Parameter Database database = Database.SQLITE;
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.on(database);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Somebody nobody has met before, so that no limit plays a part. */
  private FileClient somebody() {
    return new FileClient(server, "guest-" + UUID.randomUUID());
  }

  private FileClient staff() {
    return new FileClient(server, TestServer.HOTEL, "staff", Role.STAFF);
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    bytes[0] = 0;
    return bytes;
  }

  private Principal principal(FileClient client) {
    return server.bellhop().authenticator().authenticate(client.token);
  }

  private List<Attachment> bind(FileClient client, String file, String channel) {
    return server
        .bellhop()
        .ledger()
        .write(tx ->
            server
                .bellhop()
                .files()
                .files()
                .bind(
                    tx,
                    principal(client).id(),
                    List.of(file),
                    new Channel(TestServer.HOTEL, channel)));
  }

  private static String code(HttpResponse<String> response) {
    return WireClient.JSON.readTree(response.body()).get("code").stringValue();
  }

  private static void assertRefused(String code, Callable<?> call) {
    assertThat(catchThrowable(call::call))
        .isInstanceOfSatisfying(FileRefused.class, e -> assertThat(e.code).isEqualTo(code));
  }

  private long filesOnDisk() throws Exception {
    try (Stream<Path> files = Files.walk(server.data().resolve("files"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whatIsSentInChunksIsReadAgainByteForByte() {
    var ann = somebody();
    var bytes = bytes((2 << 20) + 7);

    var file = ann.upload("report.bin", "application/x-thing", bytes);

    assertThat(file.get("name").stringValue()).isEqualTo("report.bin");
    assertThat(file.get("type").stringValue()).isEqualTo("application/octet-stream");
    assertThat(file.get("size").longValue()).isEqualTo(bytes.length);
    assertThat(file.get("thumbnail").booleanValue()).isFalse();
    assertThat(ann.read(file.get("file").stringValue())).isEqualTo(bytes);
  }

  @Test
  void anImageGetsItsSizeAndAThumbnail() {
    var ann = somebody();

    var file = ann.upload("room.jpg", "image/jpeg", Pictures.of("jpeg", 1_000, 600));
    var id = file.get("file").stringValue();
    var small = ann.get(ann.link(id, true));

    assertThat(file.get("type").stringValue()).isEqualTo("image/jpeg");
    assertThat(file.get("width").intValue()).isEqualTo(1_000);
    assertThat(file.get("height").intValue()).isEqualTo(600);
    assertThat(file.get("thumbnail").booleanValue()).isTrue();
    assertThat(small.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(small.body()).hasSizeBetween(500, 50_000).startsWith(0xFF, 0xD8);
  }

  @Test
  void whatIsSentHasNoRightsInAnybodysPage() {
    var ann = somebody();
    var image = ann.upload("a.png", "image/png", Pictures.of("png", 4, 4));
    var page = "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    var html = ann.upload("résumé \"1\".html", "text/html", page);
    var svg =
        ann.upload("a.svg", "image/svg+xml", "<svg onload='x'/>".getBytes(StandardCharsets.UTF_8));

    for (var file : List.of(image, html, svg)) {
      var headers = ann.get(ann.link(file.get("file").stringValue(), false)).headers();
      assertThat(headers.firstValue("Content-Security-Policy"))
          .hasValue("default-src 'none'; sandbox");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("cross-origin");
      assertThat(headers.firstValue("Cache-Control").orElse("")).startsWith("private, max-age=");
      boolean shown = file.equals(image);
      assertThat(headers.firstValue("Content-Type"))
          .hasValue(shown ? "image/png" : "application/octet-stream");
      assertThat(headers.firstValue("Content-Disposition").orElse(""))
          .startsWith(shown ? "inline" : "attachment");
    }
    assertThat(
            ann.get(ann.link(html.get("file").stringValue(), false))
                .headers()
                .firstValue("Content-Disposition"))
        .hasValue(
            "attachment; filename=\"r_sum_ _1_.html\"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%221%22.html");
  }

  @Test
  void givesTheRangeThatIsAskedFor() {
    var ann = somebody();
    var bytes = bytes(1_000);
    var path = ann.link(ann.upload("a.bin", "a/b", bytes).get("file").stringValue(), false);

    var middle = ann.get(path, "Range", "bytes=10-19");
    var end = ann.get(path, "Range", "bytes=-5");
    var open = ann.get(path, "Range", "bytes=990-");
    var beyond = ann.get(path, "Range", "bytes=1000-");
    var odd = ann.get(path, "Range", "bytes=1-2,5-6");
    var changed = ann.get(path, "Range", "bytes=1-2", "If-Range", "\"another\"");
    var known = ann.get(path, "If-None-Match", middle.headers().firstValue("ETag").orElseThrow());

    var head = TestServer.send(server.request(path).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).hasValue("1000");
    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
    assertThat(middle.headers().firstValue("Content-Range")).hasValue("bytes 10-19/1000");
    assertThat(end.body()).isEqualTo(Arrays.copyOfRange(bytes, 995, 1_000));
    assertThat(open.body()).isEqualTo(Arrays.copyOfRange(bytes, 990, 1_000));
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(odd.statusCode()).isEqualTo(200);
    assertThat(changed.body()).isEqualTo(bytes);
    assertThat(known.statusCode()).isEqualTo(304);
  }

  @Test
  void aChunkElsewhereIsToldWhereToGoOn() {
    var ann = somebody();
    var id = ann.begin("a.bin", "a/b", 10);
    ann.put(id, 0, Arrays.copyOf(HELLO, 4));

    var again = ann.put(id, 0, HELLO);
    var gap = ann.put(id, 6, new byte[4]);
    var beyond = ann.put(id, 4, new byte[7]);
    var next = ann.put(id, 4, new byte[6]);

    for (var wrong : List.of(again, gap)) {
      assertThat(wrong.statusCode()).isEqualTo(409);
      assertThat(WireClient.JSON.readTree(wrong.body()).get("received").intValue()).isEqualTo(4);
    }
    assertThat(beyond.statusCode()).isEqualTo(413);
    assertThat(next.body()).isEqualTo("{\"received\":10}");
  }

  @Test
  void ofTwoRequestsForOneChunkOneIsTaken() throws Exception {
    var ann = somebody();
    var chunk = bytes(1 << 20);

    for (int round = 0; round < 5; round++) {
      var id = ann.begin("a.bin", "a/b", chunk.length);
      List<Integer> answers;
      try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<Integer> put = () -> ann.put(id, 0, chunk).statusCode();
        answers = both.invokeAll(List.of(put, put)).stream().map(f -> f.resultNow()).toList();
      }
      assertThat(answers).containsExactlyInAnyOrder(200, 409);
      assertThat(ann.finish(id).get("size").intValue()).isEqualTo(chunk.length);
      assertThat(ann.read(id)).isEqualTo(chunk);
    }
  }

  @Test
  void aDroppedLineLosesNothingThatArrived() throws Exception {
    var ann = somebody();
    var bytes = bytes(300_000);
    var id = ann.begin("a.bin", "a/b", bytes.length);

    try (var socket =
        new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), server.port())) {
      var head =
          "PUT /files/%s?offset=0 HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(id, ann.token, bytes.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes, 0, 200_000);
      socket.getOutputStream().flush();
      await().until(() -> Files.size(incoming(id)) == 200_000);
    }
    await()
        .until(() -> {
          var answer = ann.put(id, 299_999, new byte[1]);
          return answer.statusCode() == 409 && answer.body().contains("\"received\":200000");
        });
    var rest = ann.put(id, 200_000, Arrays.copyOfRange(bytes, 200_000, bytes.length));

    assertThat(rest.body()).isEqualTo("{\"received\":300000}");
    assertThat(ann.finish(id).get("size").intValue()).isEqualTo(bytes.length);
    assertThat(ann.read(id)).isEqualTo(bytes);
  }

  private Path incoming(String id) {
    return server.data().resolve("files/incoming").resolve(id);
  }

  @Test
  void finishesWhatIsWholeOnly() {
    var ann = somebody();
    var id = ann.begin("a.bin", "a/b", 5);
    ann.put(id, 0, Arrays.copyOf(HELLO, 4));

    assertRefused("conflict", () -> ann.finish(id));
    ann.put(id, 4, new byte[] {'o'});
    var first = ann.finish(id);
    var again = ann.finish(id);

    assertThat(again).isEqualTo(first);
    assertThat(code(ann.put(id, 5, HELLO))).isEqualTo("not_found");
  }

  @Test
  void othersFindNothing() {
    var ann = somebody();
    var ben = somebody();
    var salon = new FileClient(server, TestServer.SALON, "staff", Role.STAFF);
    var begun = ann.begin("a.bin", "a/b", 5);
    var done = ann.upload("b.txt", "text/plain", HELLO).get("file").stringValue();

    for (var other : List.of(ben, salon, staff())) {
      assertThat(code(other.put(begun, 0, HELLO))).isEqualTo("not_found");
      assertRefused("not_found", () -> other.finish(begun));
      assertRefused("not_found", () -> other.finish(done));
      assertRefused("not_found", () -> other.link(done, false));
    }
    assertRefused("not_found", () -> ann.link(begun, false));
    assertRefused("not_found", () -> ann.link(done, true));
    assertThat(ann.read(done)).isEqualTo(HELLO);
  }

  @Test
  void aBoundFileIsForWhoeverMaySubscribeItsChannel() {
    var ann = somebody();
    var ben = somebody();
    var open = ann.upload("a.txt", "text/plain", HELLO).get("file").stringValue();
    var closed = ann.upload("b.txt", "text/plain", HELLO).get("file").stringValue();

    var bound = bind(ann, open, "chat:lobby");
    bind(ann, closed, "chat:back-office");

    assertThat(bound).extracting(Attachment::file).containsExactly(open);
    assertThat(ben.read(open)).isEqualTo(HELLO);
    assertRefused("not_found", () -> ben.link(closed, false));
    assertRefused("not_found", () -> ann.link(closed, false));
    assertThat(staff().read(closed)).isEqualTo(HELLO);
  }

  @Test
  void bindsOwnFinishedFilesOnce() {
    var ann = somebody();
    var ben = somebody();
    var unfinished = ann.begin("a.bin", "a/b", 5);
    var file = ann.upload("a.txt", "text/plain", HELLO).get("file").stringValue();

    assertThatThrownBy(() -> bind(ben, file, "chat:lobby")).isInstanceOf(BellhopException.class);
    assertThatThrownBy(() -> bind(ann, unfinished, "chat:lobby")).hasMessage("no such file");
    assertThatThrownBy(() -> bind(ann, "0".repeat(32), "chat:lobby")).hasMessage("no such file");
    bind(ann, file, "chat:lobby");
    assertThatThrownBy(() -> bind(ann, file, "chat:lobby")).hasMessage("a file can be sent once");
  }

  @Test
  void linksAreForOneFileOfOneSiteAndForAWhile() {
    var ann = somebody();
    var one = ann.upload("a.png", "image/png", Pictures.of("png", 4, 4)).get("file").stringValue();
    var two = ann.upload("b.txt", "text/plain", HELLO).get("file").stringValue();
    var path = ann.link(one, false);

    assertThat(ann.get(path).statusCode()).isEqualTo(200);
    for (var forged :
        List.of(
            path.replace(one, two),
            path.replace("site=hotel", "site=salon"),
            path + "&variant=thumbnail",
            path.replaceAll("expires=\\d+", "expires=" + Instant.MAX.getEpochSecond()),
            path.replaceAll("expires=\\d+", "expires=x"),
            path.replaceAll("signature=.", "signature=~"),
            path.replaceAll("&signature=.*", ""),
            "/files/" + one,
            "/files/..%2f..%2fetc%2fpasswd?site=hotel&expires=1&signature=a",
            "/files/x?site=..&expires=1&signature=a")) {
      assertThat(ann.get(forged).statusCode()).as(forged).isEqualTo(403);
    }
    server.clock.advance(Duration.ofMinutes(21));
    assertThat(ann.get(path).statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsRemovedIsGoneAtOnceAndItsBytesSoon() throws Exception {
    var ann = somebody();
    long before = filesOnDisk();
    var id = ann.upload("a.png", "image/png", Pictures.of("png", 4, 4)).get("file").stringValue();
    var path = ann.link(id, false);
    assertThat(filesOnDisk()).isEqualTo(before + 2);

    server
        .bellhop()
        .ledger()
        .write(tx -> {
          server.bellhop().files().files().remove(tx, TestServer.HOTEL, List.of(id, "none"));
          return true;
        });

    assertThat(ann.get(path).statusCode()).isEqualTo(404);
    assertRefused("not_found", () -> ann.link(id, false));
    server.bellhop().files().sweep();
    assertThat(filesOnDisk()).isEqualTo(before);
  }

  @Test
  void adayAfterwardsWhatWasNotFinishedOrNotBoundIsRemoved() throws Exception {
    try (var own = TestServer.on(database)) {
      var ann = new FileClient(own, "ann");
      var begun = ann.begin("a.bin", "a/b", 10);
      ann.put(begun, 0, HELLO);
      ann.upload("b.txt", "text/plain", HELLO);
      var bound = ann.upload("c.txt", "text/plain", HELLO).get("file").stringValue();
      var ledger = own.bellhop().ledger();
      var files = own.bellhop().files();
      var principal = own.bellhop().authenticator().authenticate(ann.token);
      var channel = new Channel(TestServer.HOTEL, "chat:lobby");
      ledger.write(tx -> files.files().bind(tx, principal.id(), List.of(bound), channel));

      own.clock.advance(Duration.ofHours(25));

      var rest = files.files();
      await()
          .untilAsserted(() ->
              assertThat(rest.of(TestServer.HOTEL, "ann"))
                  .extracting(Attachment::file)
                  .containsExactly(bound));
      own.clock.advance(Duration.ofHours(2));
      await()
          .untilAsserted(() -> {
            files.sweep();
            try (Stream<Path> all = Files.walk(own.data().resolve("files"))) {
              assertThat(all.filter(Files::isRegularFile)).hasSize(1);
            }
          });
    }
  }

  @Test
  void aPersonsFilesAreErasedOrGoToAnother() {
    var ann = somebody();
    var id = ann.upload("a.txt", "text/plain", HELLO).get("file").stringValue();
    var files = server.bellhop().files().files();
    var guest = principal(ann).id();

    server
        .bellhop()
        .ledger()
        .write(tx -> {
          files.merge(tx, TestServer.HOTEL, guest, "customer-7");
          return true;
        });
    assertRefused("not_found", () -> ann.link(id, false));
    assertThat(files.of(TestServer.HOTEL, "customer-7"))
        .extracting(Attachment::file)
        .containsExactly(id);
    server
        .bellhop()
        .ledger()
        .write(tx -> {
          files.erase(tx, TestServer.HOTEL, "customer-7");
          return true;
        });
    assertThat(files.of(TestServer.HOTEL, "customer-7")).isEmpty();
  }

  @Test
  void refusedFilesAreNeitherKeptNorFree() {
    var ann = somebody();
    var lie = "this is no picture".getBytes(StandardCharsets.UTF_8);
    var program = new byte[] {'M', 'Z', 0, 0};

    var id = ann.begin("a.jpg", "image/jpeg", lie.length);
    ann.put(id, 0, lie);
    assertRefused("invalid_params", () -> ann.finish(id));
    assertRefused("not_found", () -> ann.finish(id));
    assertRefused("invalid_params", () -> ann.upload("a.txt", "text/plain", program));
    assertRefused("invalid_params", () -> ann.begin("a.exe", "a/b", 1));
    assertThat(incoming(id)).doesNotExist();
    assertThat(server.bellhop().files().files().of(TestServer.HOTEL, principal(ann).id()))
        .isEmpty();
  }

  @Test
  void aTinyFileWithHugeDimensionsIsRefusedUnopened() {
    var ann = somebody();
    byte[] bomb = Pictures.of("png", 4, 4);
    // IHDR: width and height 50,000
    System.arraycopy(new byte[] {0, 0, (byte) 0xC3, 0x50, 0, 0, (byte) 0xC3, 0x50}, 0, bomb, 16, 8);

    assertRefused("too_large", () -> ann.upload("a.png", "image/png", bomb));
  }

  @Test
  void namesAreShownWithoutTricks() {
    var ann = somebody();

    var path = ann.upload("../../etc/pass\u0007wd.txt", "text/plain", HELLO);
    var turned = ann.upload("invoice\u202Efdp.txt", "text/plain", HELLO);

    assertThat(path.get("name").stringValue()).isEqualTo("passwd.txt");
    assertThat(turned.get("name").stringValue()).isEqualTo("invoicefdp.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\",\"size\":0}",
        "{\"name\":\"\",\"size\":1}",
        "{\"name\":\"a\",\"size\":1,\"type\":\"no type\"}",
        "{\"size\":1}"
      })
  void refusesBadBeginnings(String params) {
    assertThat(code(server.call("file.begin", params, somebody().token)))
        .isEqualTo("invalid_params");
  }

  @Test
  void refusesBadChunks() {
    var ann = somebody();
    var id = ann.begin("a.bin", "a/b", 5 << 20);
    var authorization = new String[] {"Authorization", "Bearer " + ann.token};

    var noOffset =
        TestServer.send(
            server.request("/files/" + id, authorization).PUT(BodyPublishers.ofString("a")));
    var empty = ann.put(id, 0, new byte[0]);
    var large = ann.put(id, 0, new byte[(1 << 20) + 1]);
    var huge = ann.put(id, 0, new byte[(16 << 20) + 1]);
    var nobody =
        TestServer.send(
            server.request("/files/" + id + "?offset=0").PUT(BodyPublishers.ofString("a")));
    var foreign =
        TestServer.send(
            server
                .request("/files/" + id + "?offset=0", authorization)
                .header("Origin", "https://evil.example")
                .PUT(BodyPublishers.ofString("a")));
    var unknown = ann.put("..%2fx", 0, HELLO);

    assertThat(noOffset.statusCode()).isEqualTo(400);
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(huge.statusCode()).isEqualTo(413);
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(ann.put(id, 0, HELLO).body()).isEqualTo("{\"received\":5}");
  }

  @Test
  void pagesOfAllowedOriginsMaySendFiles() {
    var preflight =
        TestServer.send(
            server
                .request("/files/x?offset=0", "Origin", TestServer.PAGE)
                .header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().map())
        .containsAllEntriesOf(
            Map.of(
                "access-control-allow-origin",
                List.of(TestServer.PAGE),
                "access-control-allow-methods",
                List.of("POST, GET, PUT")));
  }

  @Test
  void limitsWhatOnePersonSends() {
    try (var small =
        TestServer.start(
            "files: {max: 1MiB, per-day: 1536KiB, count-per-day: 5, types: [text/*]}")) {
      var ann = new FileClient(small, "ann");
      var ben = new FileClient(small, "ben");

      assertRefused("too_large", () -> ann.begin("a", "a/b", (1 << 20) + 1));
      ann.begin("a", "a/b", 1 << 20);
      assertRefused("limit_reached", () -> ann.begin("a", "a/b", 1 << 20));
      for (int i = 0; i < 5; i++) {
        ben.upload("a.txt", "text/plain", HELLO);
      }
      assertRefused("limit_reached", () -> ben.begin("a", "a/b", 1));
      assertRefused(
          "invalid_params",
          () ->
              new FileClient(small, "cleo").upload("a.png", "image/png", Pictures.of("png", 4, 4)));
    }
  }

  @Test
  void aDiskThatMustStayFreeIsLeftAlone() {
    try (var full = TestServer.start("files: {keep-free: 1000000GiB}")) {
      assertRefused("unavailable", () -> new FileClient(full, "ann").begin("a", "a/b", 1));
    }
  }
}
