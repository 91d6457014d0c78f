package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellhop.server.FileClient.FileRefused;
import io.bellhop.storage.S3Settings;
import io.bellhop.storage.SmallS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole server whose files are in a bucket. */
class FilesOnS3Test {
  private SmallS3 s3;
  private TestServer server;
  private FileClient ann;

  @BeforeEach
  void start() throws IOException {
    s3 = new SmallS3(() -> server.clock.instant());
    S3Settings settings = s3.settings();
    server =
        TestServer.start(
            "files: {s3: {endpoint: '%s', region: %s, bucket: %s, access-key: %s, secret-key: '%s'}}"
                .formatted(
                    settings.endpoint(),
                    settings.region(),
                    settings.bucket(),
                    settings.accessKey(),
                    settings.secretKey().reveal()));
    ann = new FileClient(server, "ann");
  }

  @AfterEach
  void stop() {
    server.close();
    s3.close();
  }

  private long staged() throws IOException {
    try (Stream<Path> files = Files.list(server.data().resolve("files/incoming"))) {
      return files.count();
    }
  }

  @Test
  void filesGoToTheBucketAndComeFromIt() throws IOException {
    byte[] bytes = new byte[(9 << 20) + 1];
    new Random(3).nextBytes(bytes);
    bytes[0] = 0;

    var id = ann.upload("a.bin", "a/b", bytes).get("file").stringValue();
    var middle = ann.get(ann.link(id, false), "Range", "bytes=1000000-1000009");

    server.bellhop().files().sweep();
    assertThat(s3.objects.keySet()).containsExactly("hotel/" + id.substring(0, 2) + "/" + id);
    assertThat(ann.read(id)).isEqualTo(bytes);
    assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(bytes, 1_000_000, 1_000_010));
    assertThat(staged()).isZero();
  }

  @Test
  void whatIsRemovedGoesFromTheBucketToo() {
    var id = ann.upload("a.png", "image/png", Pictures.of("png", 9, 9)).get("file").stringValue();
    server.bellhop().files().sweep();
    assertThat(s3.objects).hasSize(2);

    server
        .bellhop()
        .ledger()
        .write(tx -> {
          server.bellhop().files().files().remove(tx, TestServer.HOTEL, List.of(id));
          return true;
        });
    s3.fail(10);
    server.bellhop().files().sweep();
    assertThat(s3.objects).as("the bucket is away").hasSize(2);
    s3.fail(0);
    server.bellhop().files().sweep();

    assertThat(s3.objects).isEmpty();
  }

  @Test
  void aBucketThatIsAwayAcknowledgesNothingAndLosesNothing() {
    var id = ann.begin("a.txt", "text/plain", 5);
    ann.put(id, 0, new byte[] {'h', 'e', 'l', 'l', 'o'});
    s3.fail(10);

    var refusal = catchThrowableOfType(FileRefused.class, () -> ann.finish(id));
    s3.fail(0);

    assertThat(refusal.code).isEqualTo("unavailable");
    assertThat(ann.finish(id).get("size").intValue()).isEqualTo(5);
    assertThat(ann.read(id)).asString().isEqualTo("hello");
  }
}
