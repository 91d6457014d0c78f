package io.bellhop.engine.hub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Joins events of one channel into {@code events} frames of bounded size. */
final class EventFrames {
  private static final byte[] END = "]}}".getBytes(StandardCharsets.UTF_8);
  private static final int FULL = 128 << 10;

  private final byte[] start;

  EventFrames(String channel) {
    start =
        ("{\"jsonrpc\":\"2.0\",\"method\":\"events\",\"params\":{\"channel\":\""
                + channel
                + "\",\"events\":[")
            .getBytes(StandardCharsets.UTF_8);
  }

  /** The events in as few frames as fit. */
  List<Payload> join(List<Outgoing> events) {
    return frames(events).stream().map(Payload::new).toList();
  }

  /** The events in as few frames as fit, as their bytes. */
  List<byte[]> frames(List<Outgoing> events) {
    List<byte[]> frames = new ArrayList<>(1);
    int from = 0;
    while (from < events.size()) {
      int to = from;
      int size = 0;
      while (to < events.size() && (to == from || size < FULL)) {
        size += events.get(to++).json().length + 1;
      }
      frames.add(frame(events.subList(from, to), size - 1));
      from = to;
    }
    return frames;
  }

  private byte[] frame(List<Outgoing> events, int size) {
    byte[] frame = new byte[start.length + size + END.length];
    System.arraycopy(start, 0, frame, 0, start.length);
    int at = start.length;
    for (int i = 0; i < events.size(); i++) {
      if (i > 0) {
        frame[at++] = ',';
      }
      byte[] json = events.get(i).json();
      System.arraycopy(json, 0, frame, at, json.length);
      at += json.length;
    }
    System.arraycopy(END, 0, frame, at, END.length);
    return frame;
  }
}
