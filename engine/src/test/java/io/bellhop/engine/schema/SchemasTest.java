package io.bellhop.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemasTest {
  enum Mood {
    GOOD,
    BAD
  }

  record Inner(@Text(max = 5) String name) {}

  record Everything(
      @Text(min = 2, max = 8, pattern = "[a-z]+") String text,
      @Range(min = 1, max = 9) int whole,
      long unbounded,
      double decimal,
      boolean flag,
      Instant at,
      Json anything,
      Mood mood,
      @Size(max = 3) List<@Text(max = 4) String> words,
      Map<String, Integer> counts,
      Inner inner,
      @Nullable @Range Long optional) {}

  private static Schema of(String field) {
    return Schemas.ofParams(Everything.class).fields().stream()
        .filter(f -> f.name().equals(field))
        .findFirst()
        .orElseThrow()
        .schema();
  }

  @Test
  void readsTypesAndBoundsFromARecord() {
    Schema.Str text = (Schema.Str) of("text");
    assertThat(text.min()).isEqualTo(2);
    assertThat(text.max()).isEqualTo(8);
    assertThat(Objects.requireNonNull(text.pattern()).pattern()).isEqualTo("[a-z]+");
    assertThat(of("whole")).isEqualTo(new Schema.Whole(1, 9));
    assertThat(of("unbounded")).isEqualTo(new Schema.Whole(-Schemas.MAX_SAFE, Schemas.MAX_SAFE));
    assertThat(of("decimal")).isEqualTo(new Schema.Decimal());
    assertThat(of("flag")).isEqualTo(new Schema.Bool());
    assertThat(of("at")).isEqualTo(new Schema.Moment());
    assertThat(of("anything")).isEqualTo(new Schema.Anything());
    assertThat(of("mood")).isEqualTo(new Schema.Choice("Mood", List.of("good", "bad")));
    assertThat(of("words")).isEqualTo(new Schema.Items(new Schema.Str(1, 4, null), 3));
    assertThat(of("inner")).isInstanceOf(Schema.Fields.class);
    assertThat(of("optional")).isEqualTo(new Schema.Whole(0, Schemas.MAX_SAFE));
  }

  @Test
  void aNullableMemberMayBeLeftOut() {
    var required =
        Schemas.of(Everything.class).fields().stream()
            .filter(field -> !field.required())
            .map(Schema.Field::name);

    assertThat(required).containsExactly("optional");
  }

  record Endless(String text) {}

  record EndlessList(List<@Text(max = 3) String> words) {}

  record EndlessElement(@Size(max = 3) List<String> words) {}

  record EndlessValue(Map<String, String> words) {}

  record EndlessInside(Outer outer) {
    record Outer(@Size(max = 1) List<Endless> list) {}
  }

  @Test
  void whatComesFromOutsideMustHaveBounds() {
    for (Class<?> type :
        List.of(
            Endless.class,
            EndlessList.class,
            EndlessElement.class,
            EndlessValue.class,
            EndlessInside.class)) {
      assertThatThrownBy(() -> Schemas.ofParams(type))
          .as(type.getSimpleName())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has no bounds");
      assertThat(Schemas.of(type)).isNotNull();
    }
  }

  record Odd(Thread thread) {}

  @Test
  void refusesWhatHasNoPlaceInJson() {
    assertThatThrownBy(() -> Schemas.of(Odd.class)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schemas.of(String.class)).isInstanceOf(IllegalArgumentException.class);
  }
}
