package io.bellhop.redis;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes that a test has started. */
public final class Signals {
  private Signals() {}

  /**
   * @param name as {@code kill} knows it: STOP, CONT
   */
  public static void send(Process process, String name) {
    try {
      var _ =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
