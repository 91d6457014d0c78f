package io.bellhop.transport;

/** A small answer that the server makes itself, for example {@code /health}. */
public record Page(int status, String type, String body) {
  public static Page json(int status, String body) {
    return new Page(status, "application/json", body);
  }
}
