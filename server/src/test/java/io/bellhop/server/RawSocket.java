package io.bellhop.server;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import tools.jackson.databind.JsonNode;

/** A client that says whatever it likes, byte by byte. */
final class RawSocket implements AutoCloseable {
  static final int TEXT = 0x81;
  static final int GONE = -1;
  private static final String UPGRADE =
      """
      GET /ws HTTP/1.1
      Host: 127.0.0.1
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13
      """;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private String head = "";

  /** One frame as it came. */
  static final class Frame {
    private final int head;
    private final byte[] payload;

    Frame(int head, byte[] payload) {
      this.head = head;
      this.payload = payload;
    }

    int head() {
      return head;
    }

    int opcode() {
      return head & 0x0F;
    }

    byte[] payload() {
      return payload;
    }

    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private RawSocket(int port, int receiveBuffer) {
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setSoTimeout(15_000);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawSocket connect(int port) {
    return new RawSocket(port, 0);
  }

  /** Asks for a WebSocket; {@link #status} tells the answer. */
  static RawSocket handshake(int port, String... headers) {
    return handshake(port, 0, headers);
  }

  static RawSocket handshake(int port, int receiveBuffer, String... headers) {
    RawSocket raw = new RawSocket(port, receiveBuffer);
    StringBuilder request = new StringBuilder(UPGRADE);
    for (String header : headers) {
      request.append(header).append('\n');
    }
    raw.bytes((request + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    raw.readHead();
    return raw;
  }

  /** An open WebSocket that has not said {@code connect}. */
  static RawSocket open(int port, String... headers) {
    String[] all = new String[headers.length + 1];
    all[0] = "Sec-WebSocket-Protocol: bellhop.v1";
    System.arraycopy(headers, 0, all, 1, headers.length);
    RawSocket raw = handshake(port, all);
    if (raw.status() != 101) {
      throw new IllegalStateException(raw.head);
    }
    return raw;
  }

  /** Reads the head of an HTTP answer. */
  void readHead() {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        read.write(next);
      }
    } catch (SocketException e) {
      // reset: what came is all
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    head = read.toString(StandardCharsets.ISO_8859_1);
  }

  String head() {
    return head;
  }

  /** The status of the answer; {@link #GONE} if there was none. */
  int status() {
    return head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : GONE;
  }

  void bytes(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void text(String text) {
    frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one masked frame. */
  void frame(int head, byte[] payload) {
    bytes(masked(head, payload));
  }

  static byte[] masked(int head, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) head);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length <= 0xFFFF) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    byte[] mask = {1, 2, 3, 4};
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i & 3]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  /** Lets the next close cut the line at once. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes, as lines, to the end. */
  Stream<String> lines() {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines();
  }

  /** How long to wait for anything. */
  void patience(Duration time) {
    try {
      socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that nothing more is coming. */
  void shutdownOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame. */
  Frame read() throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] payload = new byte[Math.toIntExact(length)];
    in.readFully(payload);
    return new Frame(first, payload);
  }

  /** The next text message, inflated if it is compressed. */
  JsonNode message() {
    try {
      Frame frame = read();
      if (frame.opcode() != 1) {
        throw new IllegalStateException("not a text frame: " + frame.head());
      }
      boolean compressed = (frame.head() & 0x40) != 0;
      byte[] json = compressed ? inflated(frame.payload()) : frame.payload();
      return WireClient.JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] inflated(byte[] packed) {
    Inflater inflater = new Inflater(true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      inflater.setInput(
          ByteBuffer.allocate(packed.length + 4)
              .put(packed)
              .put(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF})
              .flip());
      byte[] buffer = new byte[8_192];
      int length = inflater.inflate(buffer);
      while (length > 0) {
        out.write(buffer, 0, length);
        length = inflater.inflate(buffer);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new IllegalStateException(e);
    } finally {
      inflater.end();
    }
  }

  /** Reads to the end and tells the close code; {@link #GONE} if the line ended without one. */
  int closeCode() {
    try {
      while (true) {
        Frame frame = read();
        if (frame.opcode() == 8) {
          return ByteBuffer.wrap(frame.payload()).getShort() & 0xFFFF;
        }
      }
    } catch (EOFException | SocketException e) {
      return GONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
