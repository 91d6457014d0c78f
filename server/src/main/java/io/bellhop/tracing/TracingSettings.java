package io.bellhop.tracing;

import java.net.URI;

/**
 * Where traces go.
 *
 * @param endpoint takes OTLP over HTTP, for example {@code http://localhost:4318/v1/traces}
 * @param percent how many of the calls are followed that no back end follows already; 0 to 100
 */
public record TracingSettings(URI endpoint, int percent) {}
