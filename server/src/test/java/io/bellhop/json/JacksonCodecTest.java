package io.bellhop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import io.bellhop.protocol.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonCodecTest {
  private final JacksonCodec codec = new JacksonCodec();

  record Sample(
      String text, int count, @Nullable Instant at, @Nullable Json data, List<String> tags) {}

  @Test
  void readsARequestAndIgnoresUnknownMembers() {
    var frame =
        codec.decode(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"a.b\",\"params\":{\"x\":1},\"new\":true}",
            4);

    assertThat(frame.batch()).isFalse();
    assertThat(frame.messages())
        .containsExactly(new Message.Request(new Json("7"), "a.b", new Json("{\"x\":1}"), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "\"x\"",
        "{}",
        "null",
        "{\"jsonrpc\":\"1.0\",\"method\":\"a\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"id\":{}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"id\":1.5}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":[1]}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"key\":\"with space\"}",
        "[]"
      })
  void answersWhatIsNoRequest(String text) {
    var message = codec.decode(text, 4).messages().getFirst();

    assertThat(message).isInstanceOf(Message.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "{} {}", "nul", "{\"a\":\"\u0001\"}"})
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> codec.decode(text, 4))
        .isInstanceOfSatisfying(
            BellhopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PARSE_ERROR));
  }

  @Test
  void refusesDeepNestingAndLongBatches() {
    assertThatThrownBy(() -> codec.decode("[".repeat(5_000), 4))
        .isInstanceOf(BellhopException.class);
    assertThatThrownBy(() -> codec.decode("[1,2,3,4,5]", 4))
        .isInstanceOfSatisfying(
            BellhopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @Test
  void writesAndReadsARecordWithTimesAndRawJson() {
    var sample =
        new Sample(
            "ü",
            3,
            Instant.parse("2026-11-20T13:28:00.123Z"),
            new Json("{\"a\":[1]}"),
            List.of("x"));

    var json = codec.write(sample);

    assertThat(json.text())
        .isEqualTo(
            "{\"text\":\"ü\",\"count\":3,\"at\":\"2026-11-20T13:28:00.123Z\",\"data\":{\"a\":[1]},\"tags\":[\"x\"]}");
    assertThat(codec.read(json, Sample.class)).isEqualTo(sample);
  }

  @Test
  void namesTheMemberOfAWrongType() {
    assertThatThrownBy(() -> codec.read(new Json("{\"text\":5,\"count\":1}"), Sample.class))
        .isInstanceOfSatisfying(
            BellhopException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMS);
              assertThat(e.field()).isEqualTo("text");
            });
  }
}
