package io.bellhop.config;

import io.bellhop.tracing.TracingSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads where traces go, if they do. */
final class TracingReader {
  private TracingReader() {}

  static @Nullable TracingSettings read(Section root) {
    try (Section tracing = root.section("tracing")) {
      URI endpoint = Read.url(tracing, "endpoint");
      int percent = Read.whole(tracing, "percent", 1, 0, 100);
      return endpoint == null ? null : new TracingSettings(endpoint, percent);
    }
  }
}
