package io.bellhop.engine.hub;

import java.time.Duration;

/**
 * The hub's bounds.
 *
 * @param loopWait how long a request waits for its session's loop before it is given up
 * @param outbound bytes that may wait for one session before it is cut off
 * @param signalsUntil bytes waiting from which on signals are dropped
 * @param subscriptions of one session
 * @param inFlight frames that may wait in one session's mailbox
 * @param frame bytes of an inbound frame
 * @param batch messages of an inbound batch
 */
public record HubSettings(
    Duration pingInterval,
    Duration pingTimeout,
    Duration connectTimeout,
    Duration leaveGrace,
    Duration loopWait,
    int outbound,
    int signalsUntil,
    int subscriptions,
    int inFlight,
    int frame,
    int batch,
    Rates rates) {

  public static final HubSettings DEFAULT =
      new HubSettings(
          Duration.ofSeconds(25),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          1 << 20,
          256 << 10,
          1_000,
          64,
          64 << 10,
          64,
          Rates.DEFAULT);
}
