package io.bellhop.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.auth.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {
  enum Kind {
    FOLDER,
    S3
  }

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
  private static final ObjectName NAME =
      new ObjectName("hotel", "0123456789abcdef0123456789abcdef", false);

  @TempDir Path folder = Path.of("");
  private SmallS3 s3;

  @BeforeEach
  void start() throws IOException {
    s3 = new SmallS3(CLOCK);
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private Storage storage(Kind kind) {
    return switch (kind) {
      case FOLDER -> new FolderStorage(folder.resolve("stored"));
      case S3 -> new S3Storage(s3.settings(), CLOCK);
    };
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("staged"), bytes);
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(Storage storage, long from, int length) throws IOException {
    try (InputStream in = storage.read(NAME, from, length)) {
      return in.readNBytes(length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatIsPutUntilItIsDeleted(Kind kind) throws IOException {
    var storage = storage(kind);
    var bytes = bytes(100_000);

    storage.put(NAME, file(bytes(14)));
    storage.put(NAME, file(bytes));

    assertThat(read(storage, 0, bytes.length)).isEqualTo(bytes);
    assertThat(read(storage, 500, 10)).isEqualTo(Arrays.copyOfRange(bytes, 500, 510));
    assertThat(folder.resolve("staged")).doesNotExist();
    storage.delete(NAME);
    assertThatThrownBy(() -> read(storage, 0, 1)).isInstanceOf(IOException.class);
    assertThatCode(() -> storage.delete(NAME)).doesNotThrowAnyException();
  }

  @Test
  void bigFilesGoToS3InParts() throws IOException {
    var storage = storage(Kind.S3);
    var bytes = bytes((20 << 20) + 3);

    storage.put(NAME, file(bytes));

    assertThat(s3.objects.get(NAME.path())).isEqualTo(bytes);
    assertThat(s3.requests)
        .containsExactly(
            "POST uploads=",
            "PUT partNumber=1&uploadId=upload%2B0",
            "PUT partNumber=2&uploadId=upload%2B0",
            "PUT partNumber=3&uploadId=upload%2B0",
            "POST uploadId=upload%2B0");
  }

  @Test
  void outlivesAStoreThatFailsForAMoment() throws IOException {
    var storage = storage(Kind.S3);
    s3.fail(2);

    storage.put(NAME, file(bytes(100)));

    assertThat(s3.requests).hasSize(3);
  }

  @Test
  void leavesNoPartsBehindWhereTheStoreFails() throws IOException {
    var storage = storage(Kind.S3);
    var file = file(bytes(9 << 20));
    s3.refuseParts();

    assertThatThrownBy(() -> storage.put(NAME, file)).hasMessageContaining("400");
    assertThat(s3.openUploads()).isZero();
    assertThat(s3.objects).isEmpty();
    assertThat(file).exists();
  }

  @Test
  void tellsAWrongKeyAtOnce() throws IOException {
    var right = s3.settings();
    var storage =
        new S3Storage(
            new S3Settings(
                right.endpoint(), right.region(), right.bucket(), "key", Secret.of("wrong")),
            CLOCK);
    var file = file(bytes(10));

    assertThatThrownBy(() -> storage.put(NAME, file)).hasMessageContaining("403");
    assertThat(s3.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "../../etc/passwd", "0123456789ABCDEF0123456789abcdef", "0123\0", "a/b"})
  void namesAreOfGeneratedPartsOnly(String id) {
    assertThatThrownBy(() -> new ObjectName("hotel", id, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ObjectName("../hotel" + id, NAME.id(), false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
