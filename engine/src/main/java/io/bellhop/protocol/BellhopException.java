package io.bellhop.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure with a code from the catalogue, told as it is to the one who caused it. */
public final class BellhopException extends RuntimeException {
  private final ErrorCode code;
  private final transient @Nullable String field;
  private final transient @Nullable Duration after;

  public BellhopException(ErrorCode code, String message) {
    this(code, message, null, null, null);
  }

  private BellhopException(
      ErrorCode code,
      String message,
      @Nullable String field,
      @Nullable Duration after,
      @Nullable Throwable cause) {
    // Most are answers to bad input, made in floods: a stack trace only where there is a cause.
    super(message, cause, false, cause != null);
    this.code = code;
    this.field = field;
    this.after = after;
  }

  /** A parameter that is not acceptable. */
  public static BellhopException invalid(String field, String message) {
    return new BellhopException(ErrorCode.INVALID_PARAMS, message, field, null, null);
  }

  /** A retryable failure with the wait before the next try. */
  public static BellhopException retryAfter(ErrorCode code, String message, Duration after) {
    return new BellhopException(code, message, null, after, null);
  }

  /** A failure of the server itself; the cause goes to the log, never to the client. */
  public static BellhopException internal(Throwable cause) {
    return new BellhopException(ErrorCode.INTERNAL, "internal error", null, null, cause);
  }

  /** A failure with another's as its cause. */
  public static BellhopException causedBy(ErrorCode code, String message, Throwable cause) {
    return new BellhopException(code, message, null, null, cause);
  }

  public ErrorCode code() {
    return code;
  }

  /** The parameter at fault, if one is. */
  public @Nullable String field() {
    return field;
  }

  /** How long to wait before the same request may succeed, if known. */
  public @Nullable Duration after() {
    return after;
  }

  /** The message, never null. */
  public String detail() {
    String message = getMessage();
    return message == null ? code.meaning() : message;
  }
}
