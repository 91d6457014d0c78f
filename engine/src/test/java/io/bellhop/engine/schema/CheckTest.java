package io.bellhop.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullUnmarked // what comes from JSON may lack anything
class CheckTest {
  record Line(@Text(max = 3, pattern = "[a-z]*") String word) {}

  record Form(
      @Text(min = 2, max = 4) String name,
      @Nullable @Range(min = 1, max = 9) Integer count,
      @Nullable @Size(max = 2) List<Line> lines,
      @Nullable Map<String, @Text(max = 2) String> notes) {}

  private static final Schema.Fields FORM = Schemas.ofParams(Form.class);

  private static void demandFault(Form form, String field) {
    assertThatThrownBy(() -> Check.params(FORM, form))
        .isInstanceOfSatisfying(
            BellhopException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMS);
              assertThat(e.field()).isEqualTo(field);
            });
  }

  @Test
  void passesWhatKeepsAllBounds() {
    assertThatCode(() -> Check.params(FORM, new Form("ab", null, null, null)))
        .doesNotThrowAnyException();
    assertThatCode(() ->
            Check.params(
                FORM, new Form("abcd", 9, List.of(new Line("abc")), Map.of("any key", "ok"))))
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheMemberAtFault() {
    demandFault(new Form(null, null, null, null), "name");
    demandFault(new Form("a", null, null, null), "name");
    demandFault(new Form("abcde", null, null, null), "name");
    demandFault(new Form("ab", 0, null, null), "count");
    demandFault(new Form("ab", 10, null, null), "count");
    demandFault(new Form("ab", null, List.of(new Line("a"), new Line("B")), null), "lines[1].word");
    demandFault(new Form("ab", null, List.of(new Line(null)), null), "lines[0].word");
    demandFault(
        new Form("ab", null, List.of(new Line("a"), new Line("b"), new Line("c")), null), "lines");
    demandFault(new Form("ab", null, null, Map.of("k", "long")), "notes.k");
  }

  @Test
  void nothingHoldsNull() {
    List<Line> lines = new ArrayList<>();
    lines.add(null);
    Map<String, String> notes = new HashMap<>();
    notes.put("k", null);

    demandFault(new Form("ab", null, lines, null), "lines");
    demandFault(new Form("ab", null, null, notes), "notes");
  }

  @Test
  void lengthIsCountedInUtf16Units() {
    assertThatCode(() -> Check.params(FORM, new Form("😀😀", null, null, null)))
        .doesNotThrowAnyException();
    demandFault(new Form("😀😀a", null, null, null), "name");
  }

  @Test
  void textIsUnicodeWithoutNul() {
    demandFault(new Form("a\0", null, null, null), "name");
    demandFault(new Form("a\ud83d", null, null, null), "name");
    demandFault(new Form("\ude00a", null, null, null), "name");
    demandFault(new Form("\ud83da", null, null, null), "name");
    assertThat(Check.isText("😀\u0001\uffff")).isTrue();
  }
}
