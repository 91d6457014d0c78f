package io.bellhop.content;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Finds the orientation in a JPEG's EXIF segment (TIFF inside). */
final class ExifOrientation {
  private static final String START = "Exif\0\0";
  private static final int TAG = 0x0112;
  private static final int ENTRY = 12;

  private ExifOrientation() {}

  /** 1 to 8; or what is given instead, if the segment tells none. */
  static int of(byte[] segment, int instead) {
    byte[] start = START.getBytes(StandardCharsets.US_ASCII);
    if (segment.length < start.length
        || !ByteBuffer.wrap(segment, 0, start.length).equals(ByteBuffer.wrap(start))) {
      return instead;
    }
    try {
      int found =
          find(ByteBuffer.wrap(segment, start.length, segment.length - start.length).slice());
      return found >= 1 && found <= 8 ? found : instead;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return instead;
    }
  }

  private static int find(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
        return tiff.getShort(entry + 8) & 0xFFFF;
      }
    }
    return 0;
  }
}
