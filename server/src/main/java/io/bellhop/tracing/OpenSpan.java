package io.bellhop.tracing;

import io.bellhop.engine.Tracer;
import io.bellhop.protocol.ErrorCode;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A span that is what its thread is doing. */
record OpenSpan(Span span, Scope scope) implements Tracer.Span {
  @SuppressWarnings("MustBeClosedChecker") // closed with the span
  static OpenSpan of(Span span) {
    return new OpenSpan(span, span.makeCurrent());
  }

  /** Whether what this thread is doing is followed. */
  static boolean isFollowed() {
    return Span.current().isRecording();
  }

  /** What this thread is doing, if that is followed. */
  static @Nullable String traceparent() {
    SpanContext context = Span.current().getSpanContext();
    return context.isSampled()
        ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01"
        : null;
  }

  @Override
  public void failed(ErrorCode code) {
    span.setAttribute("error.type", code.wireName());
    if (code == ErrorCode.INTERNAL) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  @Override
  public void close() {
    scope.close();
    span.end();
  }
}
