package io.bellhop.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The beginning and the end of a text frame from the server, and what the load wants of it. */
final class Frame {
  private static final int KEPT = 768;
  private static final int TEXT = 1;
  private static final int STAMP_DIGITS = 19;
  private static final int KIND_AT = "{\"jsonrpc\":\"2.0\",\"".length();
  private static final byte[] ERROR = ascii("\"error\":{");
  private static final byte[] OFFSET = ascii("{\"offset\":");
  private static final byte[] STAMP = ascii("\":\"@");

  private byte[] head = new byte[KEPT];
  private byte[] tail = new byte[KEPT];
  private int headBytes;
  private int tailBytes;
  private int opcode;
  private long length;

  void begin(int code, long bytes) {
    opcode = code;
    length = bytes;
    headBytes = 0;
    tailBytes = 0;
  }

  /** Takes the next bytes of the payload. */
  void add(ByteBuf bytes, int count) {
    int toHead = Math.min(count, KEPT - headBytes);
    bytes.getBytes(bytes.readerIndex(), head, headBytes, toHead);
    headBytes += toHead;
    int toTail = Math.min(count, KEPT);
    int kept = Math.min(tailBytes, KEPT - toTail);
    System.arraycopy(tail, tailBytes - kept, tail, 0, kept);
    bytes.getBytes(bytes.readerIndex() + count - toTail, tail, kept, toTail);
    tailBytes = kept + toTail;
    bytes.skipBytes(count);
  }

  long length() {
    return length;
  }

  boolean isText() {
    return opcode == TEXT;
  }

  /** Whether it answers a request, and not one with the id 0. */
  boolean isAnswer() {
    return isText() && at(KIND_AT) == 'i' && at(KIND_AT + 4) != '0';
  }

  boolean isError() {
    return Bytes.indexOf(head, headBytes, ERROR, KIND_AT) >= 0;
  }

  /** Whether it is a message with this method. */
  boolean is(byte[] method) {
    return isText() && Bytes.startsWith(head, headBytes, method, KIND_AT);
  }

  /** How a method looks that {@link #is} asks for. */
  static byte[] method(String name) {
    return ascii("method\":\"" + name + "\"");
  }

  /** The offset of the last event. */
  long lastOffset() {
    int at = Bytes.lastIndexOf(tail, tailBytes, OFFSET);
    return at < 0 ? 0 : Bytes.number(tail, tailBytes, at + OFFSET.length);
  }

  /** When the first event was sent, as {@link System#nanoTime}; 0 if it does not say. */
  long firstStamp() {
    int at = Bytes.indexOf(head, headBytes, STAMP, KIND_AT);
    return at < 0 || at + STAMP.length + STAMP_DIGITS > headBytes
        ? 0
        : Bytes.number(head, headBytes, at + STAMP.length);
  }

  /** A text of this length that begins with the time. */
  static String stamped(long nanos, int size) {
    String stamp = "@" + Long.toString(nanos + 1_000_000_000_000_000_000L) + " ";
    return stamp + "x".repeat(size - stamp.length());
  }

  /** The time in a stamp. */
  static long unstamped(long stamp) {
    return stamp - 1_000_000_000_000_000_000L;
  }

  String text() {
    return new String(head, 0, headBytes, StandardCharsets.UTF_8);
  }

  private int at(int index) {
    return index < headBytes ? head[index] : -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
