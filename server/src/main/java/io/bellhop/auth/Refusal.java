package io.bellhop.auth;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;

/** The answer to a token or password that is not valid here. */
final class Refusal {
  private Refusal() {}

  static BellhopException because(String reason) {
    return new BellhopException(ErrorCode.UNAUTHENTICATED, reason);
  }
}
