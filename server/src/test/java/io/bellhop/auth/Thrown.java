package io.bellhop.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects a failure with a code. */
final class Thrown {
  private Thrown() {}

  static BellhopException by(ErrorCode code, ThrowingCallable call) {
    BellhopException thrown = catchThrowableOfType(BellhopException.class, call);
    assertThat(thrown).as("a failure").isNotNull();
    assertThat(thrown.code()).as(thrown.detail()).isEqualTo(code);
    return thrown;
  }
}
