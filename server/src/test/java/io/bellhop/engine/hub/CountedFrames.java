package io.bellhop.engine.hub;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A form that counts its frames that nobody has let go of yet. */
final class CountedFrames implements Payload.Form<String> {
  private final AtomicInteger held = new AtomicInteger();

  @Override
  public int index() {
    return 0;
  }

  @Override
  public String encode(byte[] json) {
    held.incrementAndGet();
    return new String(json, StandardCharsets.UTF_8);
  }

  @Override
  public void release(String frame) {
    held.decrementAndGet();
  }

  /** How many there are. */
  int held() {
    return held.get();
  }
}
