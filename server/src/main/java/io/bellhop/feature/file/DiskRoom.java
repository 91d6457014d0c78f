package io.bellhop.feature.file;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for uploads, on a disk that is not theirs alone.
 *
 * @param keepFree bytes of the disk that stay free
 */
record DiskRoom(Path folder, long keepFree) {
  private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

  /** Makes the folder. */
  DiskRoom {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses what would fill the disk, on which the ledger may be too. */
  void require(long length) throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() - length < keepFree) {
      LOG.warn("uploads are refused: less than {} bytes would stay free", keepFree);
      throw full();
    }
  }

  static BellhopException full() {
    return BellhopException.retryAfter(
        ErrorCode.UNAVAILABLE, "there is no room for files now", Duration.ofMinutes(1));
  }
}
