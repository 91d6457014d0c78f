package io.bellhop.engine;

import io.bellhop.protocol.Json;
import java.time.Instant;

/**
 * A durable "do this at that time".
 *
 * @param kind names the handler
 * @param key unique per kind
 */
public record Timer(String kind, String key, Instant due, Json data) {

  /** Carries out the timers of one kind. */
  public interface Handler {
    String kind();

    /**
     * Runs in the transaction that removes the timer, so its effects happen exactly once. Not
     * before {@code timer.due()}; a failure is tried again with growing waits.
     */
    void fire(Tx tx, Timer timer);
  }
}
