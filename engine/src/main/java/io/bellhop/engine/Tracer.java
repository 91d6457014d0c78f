package io.bellhop.engine;

import io.bellhop.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Follows requests from the call to the delivery of the events that it led to. A trace goes from
 * one part to the next as a W3C {@code traceparent}. Thread-safe; never blocks and never throws.
 */
public interface Tracer {
  /** Follows nothing. */
  Tracer NONE = new NoTracer();

  /**
   * Somebody calls a method; until its end this thread works for it.
   *
   * @param parent the caller's {@code traceparent}, if there is one; anything may be in it
   */
  Span call(String method, Principal principal, @Nullable String parent);

  /** A step of what this thread is doing begins. */
  Span step(String name);

  /** The {@code traceparent} of what this thread is doing; null if that is not followed. */
  @Nullable String current();

  /** An event with a trace was offered to those who are subscribed here, so many. */
  void delivered(Event event, int receivers);

  /** Something that takes time; ended on the thread that began it. */
  interface Span extends AutoCloseable {
    void failed(ErrorCode code);

    @Override
    void close();
  }
}
