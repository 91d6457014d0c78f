package io.bellhop.engine;

/** A token bucket's size: {@code burst} at once, refilled at {@code perSecond}. */
public record Limit(int burst, double perSecond) {
  public Limit {
    if (burst < 1 || perSecond <= 0) {
      throw new IllegalArgumentException("a limit lets something pass");
    }
  }
}
