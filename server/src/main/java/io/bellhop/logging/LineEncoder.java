package io.bellhop.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** Writes each event as redacted text in UTF-8. */
abstract class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NONE = {};

  /** The event as it is to be read, ending with a line break. */
  abstract String line(ILoggingEvent event);

  static String message(ILoggingEvent event) {
    return Redaction.of(event.getFormattedMessage());
  }

  /** The stack trace, or nothing. */
  static String trace(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? ""
        : Redaction.of(ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return line(event).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] headerBytes() {
    return NONE;
  }

  @Override
  public byte[] footerBytes() {
    return NONE;
  }
}
