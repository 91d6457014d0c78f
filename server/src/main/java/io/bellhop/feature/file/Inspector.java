package io.bellhop.feature.file;

import io.bellhop.content.BrokenImageException;
import io.bellhop.content.ContentType;
import io.bellhop.content.ContentTypes;
import io.bellhop.content.ImageSize;
import io.bellhop.content.Thumbnails;
import io.bellhop.feature.file.StoredFile.State;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks into a whole file: what it is, whether it is taken, what it looks like. Thread-safe. */
final class Inspector {
  /** Browsers hold four bytes of each in memory. */
  private static final long MOST_PIXELS = 100_000_000;

  private final FileSettings settings;
  private final Thumbnails thumbnails = new Thumbnails(MOST_PIXELS);

  Inspector(FileSettings settings) {
    this.settings = settings;
  }

  /**
   * The row of the file as it is once finished.
   *
   * @param small where its thumbnail goes, if it gets one
   * @throws BellhopException {@code invalid_params} or {@code too_large} if it is refused
   */
  StoredFile inspect(StoredFile file, Path path, Path small) throws IOException {
    ContentType type = ContentTypes.of(path, file.name());
    requireTaken(file, type);
    ImageSize size = size(path, type);
    String thumbnail = size == null ? null : thumbnails.make(path, type, size, small);
    return new StoredFile(
        file.site(),
        file.id(),
        file.uploader(),
        file.name(),
        type.name(),
        type.sentAs(),
        file.size(),
        State.FINISHED,
        size == null ? null : size.width(),
        size == null ? null : size.height(),
        thumbnail,
        thumbnail == null ? 0 : Files.size(small),
        null,
        file.begunAt());
  }

  private void requireTaken(StoredFile file, ContentType type) {
    if (type.kind() == ContentType.Kind.FORBIDDEN) {
      throw refused("programs are not taken");
    }
    if (ContentTypes.claimsImage(file.name(), file.type()) && !type.isImage()) {
      throw refused("this is not the image that it says it is");
    }
    if (!settings.takes(type.name())) {
      throw refused("files of the type " + type.name() + " are not taken");
    }
  }

  static BellhopException refused(String why) {
    return BellhopException.invalid("file", why);
  }

  private static @Nullable ImageSize size(Path path, ContentType type) throws IOException {
    try {
      ImageSize size = ImageSize.of(path, type);
      if (size != null && !size.isWithin(MOST_PIXELS)) {
        throw new BellhopException(
            ErrorCode.TOO_LARGE, "an image has at most " + MOST_PIXELS + " pixels");
      }
      return size;
    } catch (BrokenImageException e) {
      throw refused("this image is damaged");
    }
  }
}
