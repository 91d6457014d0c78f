package io.bellhop.transport;

import io.bellhop.engine.hub.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** How a payload looks on each kind of line; the same buffer goes to all receivers of one kind. */
final class WireForms {
  /** An unmasked WebSocket text frame (RFC 6455). */
  static final Payload.Form<ByteBuf> TEXT = new Plain();

  /** The same, compressed without context takeover (RFC 7692) where that pays. */
  static final Payload.Form<ByteBuf> DEFLATED = new Deflated();

  /** An SSE message. */
  static final Payload.Form<Buffer> STREAM = new Stream();

  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_TEXT_COMPRESSED = 0xC1;

  private WireForms() {}

  private abstract static class Buffered implements Payload.Form<ByteBuf> {
    private final int index;

    Buffered(int index) {
      this.index = index;
    }

    @Override
    public int index() {
      return index;
    }

    @Override
    public void release(ByteBuf frame) {
      frame.release();
    }
  }

  private static final class Plain extends Buffered {
    Plain() {
      super(0);
    }

    @Override
    public ByteBuf encode(byte[] json) {
      return frame(FINAL_TEXT, json, json.length);
    }
  }

  private static final class Deflated extends Buffered {
    Deflated() {
      super(1);
    }

    @Override
    public ByteBuf encode(byte[] json) {
      if (json.length < Deflate.WORTH_IT) {
        return frame(FINAL_TEXT, json, json.length);
      }
      byte[] packed = new byte[json.length];
      int length = Deflate.message(json, packed);
      return length < 0
          ? frame(FINAL_TEXT, json, json.length)
          : frame(FINAL_TEXT_COMPRESSED, packed, length);
    }
  }

  private static final class Stream implements Payload.Form<Buffer> {
    private static final byte[] BEFORE = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\n\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public int index() {
      return 2;
    }

    @Override
    public Buffer encode(byte[] json) {
      return Buffer.buffer(json.length + BEFORE.length + AFTER.length)
          .appendBytes(BEFORE)
          .appendBytes(json)
          .appendBytes(AFTER);
    }

    @Override
    public void release(Buffer frame) {
      // on the heap
    }
  }

  private static ByteBuf frame(int head, byte[] payload, int length) {
    ByteBuf frame = buffer(length + 10).writeByte(head);
    if (length < 126) {
      frame.writeByte(length);
    } else if (length <= 0xFFFF) {
      frame.writeByte(126).writeShort(length);
    } else {
      frame.writeByte(127).writeLong(length);
    }
    return frame.writeBytes(payload, 0, length);
  }

  private static ByteBuf buffer(int size) {
    return PooledByteBufAllocator.DEFAULT.directBuffer(size);
  }
}
