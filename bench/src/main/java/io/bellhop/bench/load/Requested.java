package io.bellhop.bench.load;

import io.bellhop.bench.load.Senders.Request;

/** Requests with messages of 200 bytes that carry the time at which they were sent. */
public final class Requested {
  private static final int BYTES = 200;

  private Requested() {}

  /** {@code publish} to a channel. */
  public static Senders.Requests publish(String channel) {
    return number ->
        new Request(
            "publish",
            "{\"channel\":\"%s\",\"type\":\"note\",\"data\":{\"text\":\"%s\"}}"
                .formatted(channel, text()),
            null);
  }

  /**
   * {@code chat.send}, each with an idempotency key, to rooms in turn.
   *
   * @param run sets the keys apart from those of other runs
   */
  public static Senders.Requests chat(int rooms, String run) {
    return number ->
        new Request(
            "chat.send",
            "{\"room\":\"room%d\",\"text\":\"%s\"}".formatted(number % rooms, text()),
            run + "-" + number);
  }

  private static String text() {
    return Frame.stamped(System.nanoTime(), BYTES);
  }
}
