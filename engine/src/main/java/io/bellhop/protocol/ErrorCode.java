package io.bellhop.protocol;

/**
 * The public catalogue of errors: what each means, whether the same request may succeed later, and
 * how it looks in JSON-RPC 2.0 and in HTTP (RFC 9457). Names and numbers are stable.
 */
public enum ErrorCode {
  PARSE_ERROR(-32700, 400, Retry.NO, "The frame is not valid JSON in valid UTF-8."),
  INVALID_REQUEST(-32600, 400, Retry.NO, "The frame is JSON but not a JSON-RPC 2.0 request."),
  METHOD_NOT_FOUND(-32601, 404, Retry.NO, "There is no such method, or it needs a connection."),
  INVALID_PARAMS(
      -32602, 400, Retry.NO, "A parameter is missing, of a wrong type or out of bounds."),
  INTERNAL(-32603, 500, Retry.LATER, "The server failed; the log has the details."),
  UNAUTHENTICATED(-32001, 401, Retry.NO, "No token, or one that is not valid here."),
  TOKEN_EXPIRED(-32002, 401, Retry.NO, "The token is past its end: get a fresh one."),
  FORBIDDEN(-32003, 403, Retry.NO, "The principal may not do this."),
  NOT_FOUND(-32004, 404, Retry.NO, "There is no such thing, or not for this principal."),
  CONFLICT(-32005, 409, Retry.NO, "The state does not allow this now."),
  IDEMPOTENCY_MISMATCH(-32006, 422, Retry.NO, "The idempotency key was used with other params."),
  TOO_LARGE(-32007, 413, Retry.NO, "The frame, batch or field is larger than the limit."),
  RATE_LIMITED(-32008, 429, Retry.LATER, "Too many requests; `after` says when to go on."),
  LIMIT_REACHED(-32009, 409, Retry.NO, "A limit on how many there may be is reached."),
  ALREADY_SUBSCRIBED(-32010, 409, Retry.NO, "The session is subscribed to this channel."),
  NOT_SUBSCRIBED(-32011, 409, Retry.NO, "The session is not subscribed to this channel."),
  INVALID_FILTER(
      -32012, 400, Retry.NO, "The filter does not compile to a true-or-false expression."),
  TOO_MANY_IN_FLIGHT(-32013, 429, Retry.LATER, "The session has too many unanswered requests."),
  UNAVAILABLE(
      -32014, 503, Retry.LATER, "The server cannot do this now: starting, draining or busy."),
  TIMEOUT(-32015, 504, Retry.LATER, "No answer in time; repeat with the same idempotency key.");

  private enum Retry {
    NO,
    LATER
  }

  private final int number;
  private final int httpStatus;
  private final Retry retry;
  private final String meaning;

  ErrorCode(int number, int httpStatus, Retry retry, String meaning) {
    this.number = number;
    this.httpStatus = httpStatus;
    this.retry = retry;
    this.meaning = meaning;
  }

  /** The stable name on the wire, for example {@code rate_limited}. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The JSON-RPC 2.0 error number. */
  public int number() {
    return number;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /** Whether the same request may succeed later without change. */
  public boolean retryable() {
    return retry == Retry.LATER;
  }

  /** One sentence for people, as printed in the catalogue. */
  public String meaning() {
    return meaning;
  }
}
