package io.bellhop.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.engine.Role;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramesTest {
  private static final int PROTOCOL = 4000;
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";

  private final TestServer server = TestServer.start();

  @AfterAll
  void stop() {
    server.close();
  }

  private RawSocket connected(String... headers) {
    RawSocket raw = RawSocket.open(server.port(), headers);
    raw.text(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"connect\",\"params\":{\"token\":\"%s\"}}"
            .formatted(server.token(Role.STAFF)));
    assertThat(raw.message().has("result")).isTrue();
    return raw;
  }

  private static void demandAnswer(RawSocket raw) {
    raw.text(PING);
    JsonNode answer = raw.message();
    assertThat(answer.get("id").intValue()).isEqualTo(7);
    assertThat(answer.has("result")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{            | parse_error",
        "``           | parse_error",
        "{} {}        | parse_error",
        "{\"a\":1,\"a\":2} | parse_error",
        "nul          | parse_error",
        "1            | invalid_request",
        "\"ping\"     | invalid_request",
        "null         | invalid_request",
        "[]           | invalid_request",
        "{}           | invalid_request",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":null} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"key\":\"a b\"} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"key\":\"\"} | invalid_request",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no.such\"} | method_not_found",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"} | method_not_found",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"position\"} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"position\",\"params\":{\"channel\":5}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"position\",\"params\":{\"channel\":null}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"position\",\"params\":{\"channel\":\"x\"}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscribe\",\"params\":{\"channel\":\"site:all\",\"since\":{\"offset\":-1}}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscribe\",\"params\":{\"channel\":\"site:all\",\"since\":{\"offset\":1.5}}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscribe\",\"params\":{\"channel\":\"site:all\",\"since\":7}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"chat.history\",\"params\":{\"room\":\"lobby\",\"limit\":99999999999}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"chat.history\",\"params\":{\"room\":\"lobby\",\"limit\":201}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"chat.typing\",\"params\":{\"room\":\"lobby\"}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"chat.send\",\"params\":{\"room\":\"lobby\",\"text\":\"\"}} | invalid_params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"chat.send\",\"params\":{\"room\":\"lobby\",\"text\":true}} | invalid_params"
      })
  void answersWhatIsWrongAndGoesOn(String frame, String code) {
    try (RawSocket raw = connected()) {
      raw.text(frame);

      assertThat(raw.message().at("/error/data/code").stringValue()).isEqualTo(code);
      demandAnswer(raw);
    }
  }

  @Test
  void ignoresUnknownMembers() {
    try (RawSocket raw = connected()) {
      raw.text(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"new\":[1],\"method\":\"chat.history\","
              + "\"params\":{\"room\":\"lobby\",\"new\":{\"a\":null}}}");

      assertThat(raw.message().has("result")).isTrue();
    }
  }

  @Test
  void answersABatchInOrderAndNotificationsNever() {
    try (RawSocket raw = connected()) {
      raw.text(
          """
          [{"jsonrpc":"2.0","id":"a","method":"ping"},{"jsonrpc":"2.0","method":"ping"},
           {"jsonrpc":"2.0","id":"b","method":"no.such"},7,{"jsonrpc":"2.0","id":"c","method":"ping"}]
          """);

      JsonNode answers = raw.message();
      assertThat(answers.isArray()).isTrue();
      assertThat(answers)
          .extracting(answer -> answer.get("id").toString())
          .containsExactly("\"a\"", "\"b\"", "null", "\"c\"");
      raw.text("{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}");
      demandAnswer(raw);
    }
  }

  @Test
  void refusesABatchThatIsTooLong() {
    try (RawSocket raw = connected()) {
      raw.text("[" + "1,".repeat(64) + "1]");

      assertThat(raw.message().at("/error/data/code").stringValue()).isEqualTo("too_large");
    }
  }

  @Test
  void refusesDeepNesting() {
    try (RawSocket raw = connected()) {
      raw.text("[".repeat(20_000));

      assertThat(raw.message().at("/error/data/code").stringValue()).isEqualTo("parse_error");
      demandAnswer(raw);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1e400, 1E+400",
    "-1e9999, -1E+9999",
    "0.12345678901234567891, 0.12345678901234567891"
  })
  void passesNumbersOnAsTheyWereWritten(String written, String passed) throws IOException {
    try (RawSocket raw = connected()) {
      raw.text(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscribe\",\"params\":{\"channel\":\"site:all\"}}");
      raw.message();
      raw.text(
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"publish\",\"params\":"
              + "{\"channel\":\"site:all\",\"type\":\"a\",\"data\":[%s]}}".formatted(written));

      assertThat(raw.read().text() + raw.read().text()).contains("\"data\":[" + passed + "]");
    }
  }

  @Test
  void endsWhoFloodsMalformedFrames() {
    try (RawSocket raw = connected()) {
      for (int i = 0; i < 20; i++) {
        raw.text("{");
      }

      assertThat(raw.closeCode()).isEqualTo(PROTOCOL);
    }
  }

  @Test
  void takesAFrameOfTheLargestSizeAndNoLarger() {
    try (RawSocket raw = connected()) {
      raw.text(PING + " ".repeat((64 << 10) - PING.length()));
      assertThat(raw.message().has("result")).isTrue();

      raw.text(PING + " ".repeat((64 << 10) + 1 - PING.length()));
      assertThat(raw.closeCode()).isEqualTo(PROTOCOL);
    }
  }

  @Test
  void joinsFragments() {
    byte[] ping = PING.getBytes(UTF_8);
    try (RawSocket raw = connected()) {
      raw.frame(0x01, Arrays.copyOfRange(ping, 0, 10));
      raw.frame(0x89, new byte[] {42});
      raw.frame(0x00, Arrays.copyOfRange(ping, 10, 20));
      raw.frame(0x80, Arrays.copyOfRange(ping, 20, ping.length));

      assertThat(pongOf(raw)).containsExactly(42);
      assertThat(raw.message().has("result")).isTrue();
    }
  }

  private static byte[] pongOf(RawSocket raw) {
    try {
      RawSocket.Frame frame = raw.read();
      assertThat(frame.head()).isEqualTo(0x8A);
      return frame.payload();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void countsFragmentsTogether() {
    try (RawSocket raw = connected()) {
      raw.frame(0x01, new byte[40 << 10]);
      raw.frame(0x80, new byte[40 << 10]);

      assertThat(raw.closeCode()).isEqualTo(PROTOCOL);
    }
  }

  @Test
  void answersACloseWithAClose() {
    try (RawSocket raw = connected()) {
      raw.frame(0x88, new byte[] {3, (byte) 0xE8});

      assertThat(raw.closeCode()).isEqualTo(1000);
    }
  }

  /** Frames that are none of WebSocket's, or not of this protocol. */
  @ParameterizedTest
  @CsvSource({
    "binary, 0x82, hello",
    "reserved bit without extension, 0xC1, hello",
    "reserved opcode, 0x83, hello",
    "continuation of nothing, 0x80, hello",
    "fragmented ping, 0x09, hello"
  })
  void endsWhoSendsOtherFrames(String name, String head, String payload) {
    try (RawSocket raw = connected()) {
      raw.frame(Integer.decode(head), payload.getBytes(UTF_8));

      assertThat(raw.closeCode()).as(name).isEqualTo(PROTOCOL);
    }
  }

  @Test
  void endsWhoDoesNotMask() {
    try (RawSocket raw = connected()) {
      raw.bytes(new byte[] {(byte) 0x81, 2, '{', '}'});

      assertThat(raw.closeCode()).isEqualTo(PROTOCOL);
    }
  }

  @Test
  void endsWhoSendsBrokenUtf8() {
    try (RawSocket raw = connected()) {
      raw.frame(RawSocket.TEXT, new byte[] {'"', (byte) 0xC3, '"'});

      assertThat(raw.closeCode()).isEqualTo(PROTOCOL);
    }
  }

  @Test
  void takesAndSendsCompressedMessages() {
    try (RawSocket raw = connected("Sec-WebSocket-Extensions: permessage-deflate")) {
      assertThat(raw.head()).containsIgnoringCase("permessage-deflate");
      String text = "a".repeat(3_000);
      raw.frame(
          0xC1,
          deflated(
              ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"chat.send\",\"params\":"
                      + "{\"room\":\"lobby\",\"text\":\""
                      + text
                      + "\"}}")
                  .getBytes(UTF_8)));
      assertThat(raw.message().has("result")).isTrue();
      raw.text(
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"chat.history\",\"params\":{\"room\":\"lobby\"}}");

      assertThat(raw.message().at("/result/messages/0/text").stringValue()).isEqualTo(text);
    }
  }

  @Test
  void endsADeflateBomb() {
    try (RawSocket raw = connected("Sec-WebSocket-Extensions: permessage-deflate")) {
      byte[] bomb = deflated(new byte[30 << 20]);
      assertThat(bomb.length).isLessThan(64 << 10);

      raw.frame(0xC1, bomb);

      assertThat(raw.closeCode()).isEqualTo(PROTOCOL);
    }
  }

  @Test
  void endsWhatDoesNotInflate() {
    try (RawSocket raw = connected("Sec-WebSocket-Extensions: permessage-deflate")) {
      raw.frame(0xC1, new byte[] {(byte) 0xFF, 1, 2, 3, 4});

      assertThat(raw.closeCode()).isEqualTo(PROTOCOL);
    }
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(bytes);
    byte[] packed = new byte[64 << 10];
    int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(packed, length - 4);
  }
}
