package io.bellhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void tellsPrometheusWhatIsCounted() {
    var metrics = new Metrics();
    var frames = new LongAdder();
    var errors = new LongAdder();
    metrics.counter("bellhop_frames_total", "Frames received.", frames::sum);
    metrics.counters(
        "bellhop_errors_total", "Errors told.", "code", Map.of("forbidden", errors::sum));
    metrics.gauge("bellhop_connections", "Open connections.", () -> 2);
    var seconds = metrics.histogram("bellhop_commit_seconds", "Time of a commit.", 0.01, 0.1);

    frames.add(3);
    errors.increment();
    seconds.accept(0.05);

    assertThat(metrics.text())
        .contains("# TYPE bellhop_frames_total counter")
        .contains("bellhop_frames_total 3.0")
        .contains("bellhop_errors_total{code=\"forbidden\"} 1.0")
        .contains("bellhop_connections 2.0")
        .contains("bellhop_commit_seconds_bucket{le=\"0.1\"} 1");
  }
}
