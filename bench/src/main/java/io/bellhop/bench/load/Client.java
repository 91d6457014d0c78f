package io.bellhop.bench.load;

import java.util.List;

/**
 * Who opens a connection.
 *
 * @param requests what it asks for right after {@code connect}: the messages without their ids
 * @param watcher is told of the events
 */
public record Client(String token, List<Request> requests, Watcher watcher) {

  /** A method with its params as JSON. */
  public record Request(String method, String params) {
    /** A subscription from now on. */
    public static Request subscribe(String channel) {
      return new Request("subscribe", "{\"channel\":\"" + channel + "\"}");
    }

    /** A subscription to all that is kept. */
    public static Request recover(String channel) {
      return recover(channel, 0);
    }

    /** A subscription to all that came after an offset. */
    public static Request recover(String channel, long offset) {
      return new Request(
          "subscribe", "{\"channel\":\"%s\",\"since\":{\"offset\":%d}}".formatted(channel, offset));
    }
  }

  /** Hears of the events of a line, on the swarm's loop. */
  public interface Watcher {
    Watcher NONE = (events, sentAt, bytes) -> {};

    /**
     * Some events have come, in one frame.
     *
     * @param sentAt when the first of them was sent, as {@link System#nanoTime}
     * @param bytes of the frame
     */
    void onEvents(long events, long sentAt, long bytes);
  }
}
