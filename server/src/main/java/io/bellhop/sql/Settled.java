package io.bellhop.sql;

/**
 * The position up to which nothing can appear any more: every transaction that drew a position at
 * or below it has ended. Thread-safe.
 */
@FunctionalInterface
interface Settled {
  /** Never smaller than what it returned before. */
  long position();
}
