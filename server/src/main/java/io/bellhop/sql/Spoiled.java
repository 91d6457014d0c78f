package io.bellhop.sql;

import org.jspecify.annotations.Nullable;

/** A work failed after it had changed something: the transaction must start again. */
final class Spoiled extends Exception {
  private final transient @Nullable Write<?> write;

  /**
   * @param write which one, if that is known
   */
  Spoiled(@Nullable Write<?> write, Throwable cause) {
    super("a work failed after a change", cause, false, false);
    this.write = write;
  }

  @Nullable Write<?> write() {
    return write;
  }
}
