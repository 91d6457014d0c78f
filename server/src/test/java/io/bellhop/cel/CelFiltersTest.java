package io.bellhop.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.json.JacksonCodec;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CelFiltersTest {
  private static final String DATA =
      """
      {"price":150,"rate":1.5,"big":9007199254740993,"name":"Ann's room","tags":["a","b"],
       "deep":{"er":{"est":true}},"none":null,"in":1,"text":"%s"}
      """
          .formatted("a".repeat(50_000));

  private final CelFilters filters = new CelFilters(new JacksonCodec());

  private static Event event(String data) {
    return new Event(new Channel("s", "offer:1"), 7, "offer", new Json(data), Instant.EPOCH, "ann");
  }

  private boolean matches(String source) {
    return filters.compile(source).matches(filters.facts(event(DATA)));
  }

  private void demandInvalid(String source) {
    assertThatThrownBy(() -> filters.compile(source))
        .isInstanceOfSatisfying(
            BellhopException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FILTER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "type == 'offer'",
        "actor == 'ann'",
        "offset == 7",
        "offset > 6 && offset < 8",
        "data.price > 100",
        "data.price > 100.5",
        "data.price == 150.0",
        "data.rate == 1.5",
        "data.big == 9007199254740993",
        "data.name.startsWith('Ann')",
        "data.name.matches('^Ann.*m$')",
        "'a' in data.tags",
        "data.tags[1] == 'b'",
        "data.deep.er.est",
        "data['in'] == 1",
        "data.none == null",
        "'price' in data",
        "size(data.tags) == 2",
        "type == 'talk' || data.price in [1, 150]"
      })
  void matchesWhatIsAskedFor(String source) {
    assertThat(matches(source)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.absent == 1",
        "data.absent.deeper == 1",
        "data.price == '150'",
        "data.price.er == 1",
        "data.tags[9] == 'a'",
        "data.name > 5",
        "data.price / 0 == 1",
        "data.none.x == 1",
        "data",
        "data.name"
      })
  void anEventWhoseEvaluationFailsDoesNotMatch(String source) {
    boolean matched;
    try {
      matched = matches(source);
    } catch (BellhopException e) {
      // Refused when it is compiled, which is as good.
      matched = false;
    }
    assertThat(matched).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "\"text\"", "[]", "{}", "true"})
  void anyJsonMayBeTheData(String data) {
    assertThat(filters.compile("data.price > 1").matches(filters.facts(event(data)))).isFalse();
    assertThat(filters.compile("type == 'offer'").matches(filters.facts(event(data)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "data.price +",
        "1 + 1",
        "'text'",
        "unknown == 1",
        "type == 5",
        "offset",
        "data.tags.all(x, x == 'a')",
        "data.tags.exists(x, true)",
        "data.tags.map(x, [x, x]).size() > 1",
        "has(data.price)",
        "\u0000",
        "type == '\ud800"
      })
  void refusesWhatIsNoTrueOrFalseExpression(String source) {
    demandInvalid(source);
  }

  @Test
  void refusesDeepNesting() {
    demandInvalid("(".repeat(450) + "true" + ")".repeat(450));
    demandInvalid("[".repeat(400) + "]".repeat(400) + " == []");
    demandInvalid("true ? ".repeat(140) + "true" + " : false".repeat(2));
  }

  @Test
  void aLongFilterCostsNoMoreThanItsLength() {
    String source = "data.text in [" + "'b',".repeat(240) + "'c']";

    for (int i = 0; i < 1_000; i++) {
      assertThat(matches(source)).isFalse();
    }
  }

  @Test
  void addsNumbersButJoinsNothing() {
    assertThat(matches("data.price + 1 == 151 && data.rate + 0.5 == 2.0")).isTrue();
    assertThat(matches("data.name + data.name != ''")).isFalse();
    assertThat(matches("data.tags + data.tags != []")).isFalse();
    demandInvalid("type + 'x' == 'offerx'");
    demandInvalid("[1] + [2] == [1, 2]");
  }

  @Test
  void aHostilePatternTakesLinearTime() {
    assertThat(matches("data.text.matches('^(a+)+$')")).isTrue();
    assertThat(matches("data.text.matches('^(a|a)*b$')")).isFalse();
    assertThat(matches("data.text.matches('(a*)*(a*)*(a*)*c')")).isFalse();
  }

  @Test
  void aPatternThatIsNoneDoesNotMatch() {
    assertThat(matches("data.text.matches('(')")).isFalse();
    assertThat(matches("data.text.matches('a{1000}{1000}')")).isFalse();
  }

  @Test
  void equalFiltersAreCompiledOnce() {
    assertThat(filters.compile("offset > 1")).isSameAs(filters.compile("offset > 1"));
  }
}
