package io.bellhop.content;

import java.io.IOException;

/** An image whose header cannot be read. */
public final class BrokenImageException extends IOException {
  BrokenImageException(String message) {
    super(message);
  }

  BrokenImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
