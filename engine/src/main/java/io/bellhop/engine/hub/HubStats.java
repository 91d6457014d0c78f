package io.bellhop.engine.hub;

import io.bellhop.engine.Tracer;
import io.bellhop.protocol.CloseCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the hub tells of its work: what it counts since it started, and traces. Thread-safe. */
public final class HubStats {
  final Tracer tracer;
  public final LongAdder sessions = new LongAdder();
  public final LongAdder subscriptions = new LongAdder();
  public final LongAdder sessionsOpened = new LongAdder();
  public final LongAdder events = new LongAdder();
  public final LongAdder deliveries = new LongAdder();
  public final LongAdder signalsDropped = new LongAdder();
  public final LongAdder replays = new LongAdder();
  public final LongAdder replayedEvents = new LongAdder();
  public final LongAdder calls = new LongAdder();
  public final LongAdder errors = new LongAdder();
  private final Map<CloseCode, LongAdder> closes = new EnumMap<>(CloseCode.class);

  public HubStats() {
    this(Tracer.NONE);
  }

  public HubStats(Tracer tracer) {
    this.tracer = tracer;
    for (CloseCode code : CloseCode.values()) {
      closes.put(code, new LongAdder());
    }
  }

  /** Sessions that the server ended with this code. */
  public LongAdder closed(CloseCode code) {
    return closes.getOrDefault(code, sessionsOpened);
  }
}
