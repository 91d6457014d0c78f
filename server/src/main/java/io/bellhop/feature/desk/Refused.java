package io.bellhop.feature.desk;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;

/** Refusals that several methods share. */
final class Refused {
  private Refused() {}

  /** One that is not there, or not for the caller: nobody learns which. */
  static BellhopException noSuchConversation() {
    return new BellhopException(ErrorCode.NOT_FOUND, "no such conversation");
  }
}
