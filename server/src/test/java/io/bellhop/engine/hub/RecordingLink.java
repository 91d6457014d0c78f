package io.bellhop.engine.hub;

import io.bellhop.protocol.CloseCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client's end of a line: keeps what arrives, and can be slow. */
final class RecordingLink implements Link {
  final List<String> frames = new CopyOnWriteArrayList<>();
  volatile @Nullable CloseCode closed;
  volatile long pending;
  volatile boolean paused;

  /** Thrown once, by the next write. */
  volatile @Nullable Error breaks;

  /** Whether nothing can be written or flushed any more. */
  volatile boolean broken;

  private final Payload.Form<String> form;

  RecordingLink(Payload.Form<String> form) {
    this.form = form;
  }

  @Override
  public void write(Payload payload) {
    Error error = breaks;
    breaks = null;
    if (error != null) {
      throw error;
    }
    failIfBroken();
    frames.add(payload.as(form));
  }

  @Override
  public void flush() {
    failIfBroken();
  }

  private void failIfBroken() {
    if (broken) {
      throw new IllegalStateException("the link is broken");
    }
  }

  @Override
  public long pending() {
    return pending;
  }

  @Override
  public void close(CloseCode code, String message) {
    closed = code;
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }
}
