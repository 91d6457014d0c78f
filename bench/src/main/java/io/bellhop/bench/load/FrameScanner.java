package io.bellhop.bench.load;

import io.netty.buffer.ByteBuf;

/**
 * Cuts a server's bytes into WebSocket frames without keeping them: of each it shows the beginning
 * and the end. For one connection and one thread.
 */
final class FrameScanner {
  private static final int LONGEST_HEADER = 10;

  private final byte[] header = new byte[LONGEST_HEADER];
  private int headerBytes;
  private long left;
  private final Frame frame = new Frame();

  /** What is told of each frame. */
  interface Sink {
    /**
     * @param frame the same object each time
     */
    void onFrame(Frame frame);
  }

  /** Takes what has arrived. */
  void scan(ByteBuf bytes, Sink sink) {
    while (bytes.isReadable()) {
      if (left == 0 && !readHeader(bytes)) {
        return;
      }
      int taken = (int) Math.min(left, bytes.readableBytes());
      frame.add(bytes, taken);
      left -= taken;
      if (left == 0) {
        sink.onFrame(frame);
      }
    }
  }

  private boolean readHeader(ByteBuf bytes) {
    while (headerBytes < 2 || headerBytes < headerLength()) {
      if (!bytes.isReadable()) {
        return false;
      }
      header[headerBytes++] = bytes.readByte();
    }
    left = payloadLength();
    headerBytes = 0;
    frame.begin(header[0] & 0x0F, left);
    return true;
  }

  private int headerLength() {
    return switch (header[1] & 0x7F) {
      case 126 -> 4;
      case 127 -> LONGEST_HEADER;
      default -> 2;
    };
  }

  private long payloadLength() {
    int from = 2;
    int to = headerLength();
    if (to == from) {
      return header[1] & 0x7F;
    }
    long length = 0;
    for (int i = from; i < to; i++) {
      length = (length << 8) | (header[i] & 0xFF);
    }
    return length;
  }
}
