package io.bellhop.engine;

/** Compiles subscription filters. Thread-safe. */
public interface Filters {

  /**
   * Compiles an expression over an event's type, data, actor and offset.
   *
   * @throws io.bellhop.protocol.BellhopException {@code invalid_filter} if it does not compile to
   *     true or false, or is larger than allowed
   */
  Filter compile(String source);

  /** Reads what filters ask of an event; done once for all filters. */
  Facts facts(Event event);

  /** What filters see of one event; only for filters of the same maker. */
  interface Facts {}

  /** A compiled filter. */
  interface Filter {
    String source();

    /** Whether the event is wanted; false too if the evaluation fails. Never throws. */
    boolean matches(Facts facts);
  }
}
