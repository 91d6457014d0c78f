package io.bellhop.feature.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.storage.ObjectName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class FolderStagingTest {
  private static final ObjectName NAME = new ObjectName("hotel", "0".repeat(32), false);
  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir Path folder = Path.of("");

  private static InputStream body(int size) {
    return new ByteArrayInputStream(new byte[size]);
  }

  static boolean hasFullDisk() {
    return Files.exists(FULL_DISK);
  }

  @Test
  @EnabledIf("hasFullDisk")
  void aFullDiskAcknowledgesNothing() throws IOException {
    var staging = new FolderStaging(new DiskRoom(folder, 0));
    Files.createSymbolicLink(staging.path(NAME), FULL_DISK);

    assertThatThrownBy(() -> staging.append(NAME, 0, 100, body(100)))
        .isInstanceOfSatisfying(
            BellhopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));

    Files.delete(staging.path(NAME));
    assertThat(staging.append(NAME, 0, 100, body(100))).isEqualTo(new Staging.Received(100, true));
  }

  @Test
  void aBodyThatBreaksOffIsKeptAsFarAsItCame() throws IOException {
    var staging = new FolderStaging(new DiskRoom(folder, 0));

    assertThatThrownBy(() -> staging.append(NAME, 0, 100, body(60)))
        .isInstanceOf(IOException.class);

    assertThat(staging.received(NAME)).isEqualTo(60);
    assertThat(new FolderStaging(new DiskRoom(folder, 0)).append(NAME, 0, 100, body(100)))
        .isEqualTo(new Staging.Received(60, false));
    assertThat(staging.append(NAME, 60, 40, body(40))).isEqualTo(new Staging.Received(100, true));
  }

  @Test
  void leavesOthersTheirRoom() {
    var staging = new FolderStaging(new DiskRoom(folder, Long.MAX_VALUE / 2));

    assertThatThrownBy(() -> staging.append(NAME, 0, 1, body(1)))
        .hasMessage("there is no room for files now");
  }

  @Test
  void nobodyWritesToWhatIsBeingFinished() throws IOException {
    var staging = new FolderStaging(new DiskRoom(folder, 0));
    staging.append(NAME, 0, 10, body(10));

    var meanwhile = staging.holding(NAME, held -> staging.append(NAME, 10, 10, body(10)));

    assertThat(meanwhile).isEqualTo(new Staging.Received(10, false));
    assertThatThrownBy(() -> staging.holding(NAME, held -> staging.holding(NAME, again -> 1)))
        .isInstanceOf(BellhopException.class);
  }
}
