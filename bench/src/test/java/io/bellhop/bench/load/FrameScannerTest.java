package io.bellhop.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
  private static final String START =
      "{\"jsonrpc\":\"2.0\",\"method\":\"events\",\"params\":{\"channel\":\"live:all\",\"events\":[";

  private final FrameScanner scanner = new FrameScanner();
  private final List<String> seen = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1_000_000})
  void findsFramesHoweverTheBytesArrive(int chunk) {
    ByteBuf bytes = Unpooled.buffer();
    write(bytes, "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}");
    write(bytes, "");
    write(bytes, START + event(1, 10) + "]}}");
    write(
        bytes, START + event(2, 20) + ("," + event(3, 30)).repeat(500) + "," + event(9, 1) + "]}}");

    while (bytes.isReadable()) {
      scanner.scan(bytes.readSlice(Math.min(chunk, bytes.readableBytes())), this::note);
    }

    assertThat(seen)
        .containsExactly("answer", "other", "events to 1 from 10", "events to 9 from 20");
  }

  private void note(Frame frame) {
    if (frame.is(Frame.method("events"))) {
      seen.add("events to " + frame.lastOffset() + " from " + Frame.unstamped(frame.firstStamp()));
    } else {
      seen.add(frame.isAnswer() ? "answer" : "other");
    }
  }

  private static String event(long offset, long nanos) {
    return "{\"offset\":%d,\"type\":\"note\",\"data\":{\"text\":\"%s\"}}"
        .formatted(offset, Frame.stamped(nanos, 200));
  }

  private static void write(ByteBuf bytes, String text) {
    bytes.writeByte(0x81);
    if (text.length() < 126) {
      bytes.writeByte(text.length());
    } else if (text.length() < 1 << 16) {
      bytes.writeByte(126).writeShort(text.length());
    } else {
      bytes.writeByte(127).writeLong(text.length());
    }
    bytes.writeCharSequence(text, StandardCharsets.US_ASCII);
  }
}
