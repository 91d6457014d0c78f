package io.bellhop.content;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An image's width and height in pixels, read from its header alone. */
public record ImageSize(int width, int height) {

  /** What a decoder may hold of one line, or of a column. */
  private static final int LONGEST_SIDE = 65_535;

  long pixels() {
    return (long) width * height;
  }

  /** Whether it is no larger than so many pixels, and no line of it is endless. */
  public boolean isWithin(long mostPixels) {
    return pixels() <= mostPixels && Math.max(width, height) <= LONGEST_SIDE;
  }

  ImageSize turned() {
    return new ImageSize(/* width= */ height, /* height= */ width);
  }

  /**
   * Reads the header.
   *
   * @param type as found by content
   * @return null for types whose header is not known here
   * @throws BrokenImageException if the header is
   */
  public static @Nullable ImageSize of(Path file, ContentType type) throws IOException {
    ImageSize size =
        switch (type.name()) {
          case "image/png" -> png(Head.of(file));
          case "image/gif" -> gif(Head.of(file));
          case "image/webp" -> webp(Head.of(file));
          case "image/jpeg" -> JpegHeader.of(file).shownSize();
          default -> null;
        };
    if (size != null && (size.width < 1 || size.height < 1)) {
      throw new BrokenImageException("an image without pixels");
    }
    return size;
  }

  private static ImageSize png(Head head) throws IOException {
    if (!head.has(12, "IHDR")) {
      throw new BrokenImageException("a PNG without a header");
    }
    return new ImageSize(whole(head.big32(16)), whole(head.big32(20)));
  }

  private static ImageSize gif(Head head) {
    return new ImageSize(head.little16(6), head.little16(8));
  }

  /** The three kinds of WebP: lossy, lossless, extended. */
  private static ImageSize webp(Head head) throws IOException {
    return switch (head.latin(12, 16)) {
      case "VP8 " -> new ImageSize(head.little16(26) & 0x3FFF, head.little16(28) & 0x3FFF);
      case "VP8L" -> {
        int bits = head.little24(21) | head.at(24) << 24;
        yield new ImageSize((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
      }
      case "VP8X" -> new ImageSize(head.little24(24) + 1, head.little24(27) + 1);
      default -> throw new BrokenImageException("a WebP of no known kind");
    };
  }

  private static int whole(long number) throws IOException {
    if (number > Integer.MAX_VALUE) {
      throw new BrokenImageException("an image of impossible size");
    }
    return (int) number;
  }
}
