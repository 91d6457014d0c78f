package io.bellhop.server;

/** An error answer, by its code in the catalogue; {@code gone} if the line broke first. */
final class RpcFailure extends RuntimeException {
  static final String GONE = "gone";

  final String code;

  RpcFailure(String code, String message) {
    super(code + ": " + message);
    this.code = code;
  }

  /** Whether the outcome is unknown or the same request may succeed later. */
  boolean mayRepeat() {
    return switch (code) {
      case GONE, "unavailable", "timeout", "internal", "rate_limited" -> true;
      default -> false;
    };
  }
}
