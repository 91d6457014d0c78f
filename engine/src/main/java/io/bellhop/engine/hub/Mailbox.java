package io.bellhop.engine.hub;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Inbound frames of one session, handled one after the other, in order, on a virtual thread that
 * lives only while there is something to do. Thread-safe.
 */
final class Mailbox {
  private final int bound;
  private final Consumer<String> handler;
  private final Runnable onRoom;
  private final Queue<String> frames = new ArrayDeque<>(0);
  private boolean running;
  private boolean full;
  private boolean stopped;
  private @Nullable Runnable onIdle;

  /**
   * @param onRoom called once when a mailbox that was full is half empty again
   */
  Mailbox(int bound, Consumer<String> handler, Runnable onRoom) {
    this.bound = bound;
    this.handler = handler;
    this.onRoom = onRoom;
  }

  /**
   * Takes a frame.
   *
   * @return whether there is room for another; if not, the caller stops reading until {@code
   *     onRoom}
   */
  synchronized boolean offer(String frame) {
    if (stopped) {
      return true;
    }
    frames.add(frame);
    if (!running) {
      running = true;
      Thread.startVirtualThread(this::drain);
    }
    full = full || frames.size() >= bound;
    return !full;
  }

  synchronized boolean isFull() {
    return frames.size() >= bound;
  }

  /** Whether {@code onRoom} is still to be called. */
  synchronized boolean makesRoom() {
    return full;
  }

  /** Forgets what waits, takes nothing more, and runs the action when nothing is in hand. */
  void stop(Runnable action) {
    synchronized (this) {
      stopped = true;
      frames.clear();
      if (running) {
        onIdle = action;
        return;
      }
    }
    action.run();
  }

  private void drain() {
    String frame = next();
    while (frame != null) {
      handler.accept(frame);
      frame = next();
    }
  }

  private @Nullable String next() {
    boolean room;
    String frame;
    Runnable idle = null;
    synchronized (this) {
      frame = frames.poll();
      running = frame != null;
      if (!running) {
        idle = onIdle;
        onIdle = null;
      }
      room = full && frames.size() <= bound / 2;
      full = full && !room;
    }
    if (room) {
      onRoom.run();
    }
    if (idle != null) {
      idle.run();
    }
    return frame;
  }
}
