package io.bellhop.bench.report;

import java.util.Locale;

/** What a figure should reach. */
public record Aim(Kind kind, double value) {
  /** Which side of the value is the good one. */
  public enum Kind {
    AT_MOST,
    AT_LEAST
  }

  public static Aim atMost(double value) {
    return new Aim(Kind.AT_MOST, value);
  }

  public static Aim atLeast(double value) {
    return new Aim(Kind.AT_LEAST, value);
  }

  public boolean met(double measured) {
    return switch (kind) {
      case AT_MOST -> measured <= value;
      case AT_LEAST -> measured >= value;
    };
  }

  @Override
  public String toString() {
    return (kind == Kind.AT_MOST ? "≤ " : "≥ ")
        + (value == Math.rint(value)
            ? String.format(Locale.ROOT, "%,d", (long) value)
            : Double.toString(value));
  }
}
