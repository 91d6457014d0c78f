package io.bellhop.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir Path folder = Path.of("");

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = folder.resolve("results/latest.json");

    Results.write(file, Map.of("cores", "2"), List.of(new Figure("p99", 1.23456, "ms", null)));

    assertThat(Results.read(file)).isEqualTo(Map.of("p99", 1.235));
  }

  @Test
  void noFileHasNoFigures() throws IOException {
    assertThat(Results.read(folder.resolve("none.json"))).isEmpty();
  }
}
