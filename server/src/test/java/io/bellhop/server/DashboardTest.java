package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in {@code deploy/grafana}, beside what servers really count. */
class DashboardTest {
  private static final Path DASHBOARD = Path.of("../deploy/grafana/bellhop.json");
  private static final Pattern NAME = Pattern.compile("\\b(?:bellhop|jvm)_[a-z_]+");

  @TempDir Path folder = Path.of("");

  @Test
  void allThatItShowsIsCountedAndWhatMattersIsShown() throws IOException {
    Set<String> shown = names(Files.readString(DASHBOARD));
    Set<String> counted;
    try (TwoNodes nodes = new TwoNodes(folder)) {
      counted = names(nodes.one.get("/metrics").body());
    }

    assertThat(counted).containsAll(shown);
    assertThat(shown)
        .containsAll(
            List.of("bellhop_ledger_queue", "bellhop_ledger_refused_total", "bellhop_sessions"));
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
