package io.bellhop.protocol;

/**
 * One JSON value as text that is already known to be valid; passed on without being parsed again.
 */
public record Json(String text) {
  public static final Json NULL = new Json("null");
  public static final Json EMPTY_OBJECT = new Json("{}");

  @Override
  public String toString() {
    return text;
  }
}
