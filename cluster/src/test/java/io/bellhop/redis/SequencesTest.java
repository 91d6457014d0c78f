package io.bellhop.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.redis.Sequences.Seen;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private final Sequences sequences = new Sequences();

  @Test
  void noticesWhatIsMissingOncePerNodeAndPartition() {
    assertThat(sequences.note("two", 1, 57)).isEqualTo(Seen.NEXT);
    assertThat(sequences.note("two", 1, 58)).isEqualTo(Seen.NEXT);
    assertThat(sequences.note("two", 2, 9)).isEqualTo(Seen.NEXT);
    assertThat(sequences.note("two", 1, 60)).isEqualTo(Seen.GAP);
    assertThat(sequences.note("two", 1, 61)).isEqualTo(Seen.NEXT);
    assertThat(sequences.note("three", 1, 1)).isEqualTo(Seen.NEXT);
  }

  @Test
  void knowsWhatItHeardBefore() {
    sequences.note("two", 1, 5);

    assertThat(sequences.note("two", 1, 5)).isEqualTo(Seen.AGAIN);
    assertThat(sequences.note("two", 1, 4)).isEqualTo(Seen.AGAIN);
  }
}
