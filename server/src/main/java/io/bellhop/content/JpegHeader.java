package io.bellhop.content;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What comes before the pixels of a JPEG.
 *
 * @param components 1 for grey, 3 for colours, 4 for the inks of printers
 * @param progressive whether it comes in passes over the whole, which must all be held at once
 * @param orientation 1 to 8 as in EXIF: how the pixels must be turned and mirrored to be shown
 */
record JpegHeader(ImageSize size, int components, boolean progressive, int orientation) {
  static final int UPRIGHT = 1;
  private static final int FIRST_TURNED = 5;
  private static final int MOST_SEGMENTS = 500;
  private static final int START_OF_SCAN = 0xDA;
  private static final int EXIF = 0xE1;

  static JpegHeader of(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return read(in);
    } catch (EOFException e) {
      throw new BrokenImageException("a JPEG that ends in its header", e);
    }
  }

  private static JpegHeader read(DataInputStream in) throws IOException {
    in.skipNBytes(2);
    int orientation = UPRIGHT;
    for (int segment = 0; segment < MOST_SEGMENTS; segment++) {
      int marker = marker(in);
      int length = in.readUnsignedShort() - 2;
      if (length < 0 || marker == START_OF_SCAN) {
        break;
      }
      if (isFrame(marker)) {
        in.skipNBytes(1);
        int height = in.readUnsignedShort();
        ImageSize size = new ImageSize(in.readUnsignedShort(), height);
        return new JpegHeader(size, in.readUnsignedByte(), isProgressive(marker), orientation);
      }
      if (marker == EXIF) {
        orientation = ExifOrientation.of(in.readNBytes(length), orientation);
      } else {
        in.skipNBytes(length);
      }
    }
    throw new BrokenImageException("a JPEG without a frame");
  }

  private static int marker(DataInputStream in) throws IOException {
    if (in.readUnsignedByte() != 0xFF) {
      throw new BrokenImageException("a JPEG with a broken header");
    }
    int marker = in.readUnsignedByte();
    while (marker == 0xFF) {
      marker = in.readUnsignedByte();
    }
    return marker;
  }

  /** SOF0 to SOF15, but for the three numbers that are used for tables. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** SOF2, 6, 10 and 14. */
  private static boolean isProgressive(int marker) {
    return (marker & 0x3) == 0x2;
  }

  /** Whether its colours are inks (CMYK), which the JDK reads wrongly or not at all. */
  boolean isForPrinters() {
    return components > 3;
  }

  /** The size as it is shown. */
  ImageSize shownSize() {
    return orientation >= FIRST_TURNED ? size.turned() : size;
  }
}
