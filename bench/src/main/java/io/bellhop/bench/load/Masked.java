package io.bellhop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** Text frames as clients send them; the mask is zero, so that masking costs nothing. */
final class Masked {
  private static final int FINAL_TEXT = 0x81;
  private static final int MASKED = 0x80;

  private Masked() {}

  /** An ASCII text of less than 64 KiB as a frame. */
  static ByteBuf text(ByteBufAllocator allocator, String text) {
    ByteBuf frame = allocator.directBuffer(text.length() + 8).writeByte(FINAL_TEXT);
    if (text.length() < 126) {
      frame.writeByte(MASKED | text.length());
    } else {
      frame.writeByte(MASKED | 126).writeShort(text.length());
    }
    frame.writeInt(0);
    ByteBufUtil.writeAscii(frame, text);
    return frame;
  }
}
