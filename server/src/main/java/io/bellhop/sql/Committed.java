package io.bellhop.sql;

import io.bellhop.engine.Event;
import java.util.List;

/**
 * What a commit has brought.
 *
 * @param firstDue when the first timer that was set is due, in epoch milliseconds
 */
record Committed(List<Event> events, long firstDue) {}
