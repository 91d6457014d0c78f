package io.bellhop.engine;

import io.bellhop.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Follows nothing, and costs nothing. */
final class NoTracer implements Tracer {
  private static final Span NOTHING =
      new Span() {
        @Override
        public void failed(ErrorCode code) {}

        @Override
        public void close() {}
      };

  @Override
  public Span call(String method, Principal principal, @Nullable String parent) {
    return NOTHING;
  }

  @Override
  public Span step(String name) {
    return NOTHING;
  }

  @Override
  public @Nullable String current() {
    return null;
  }

  @Override
  public void delivered(Event event, int receivers) {}
}
