package io.bellhop.engine.hub;

import io.bellhop.protocol.CloseCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client's end of a line: keeps what arrives, and can be slow. */
final class RecordingLink implements Link {
  final List<String> frames = new CopyOnWriteArrayList<>();
  volatile @Nullable CloseCode closed;
  volatile long pending;
  volatile boolean paused;

  @Override
  public void write(Payload payload) {
    frames.add(new String(payload.json(), StandardCharsets.UTF_8));
  }

  @Override
  public void flush() {}

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
