package io.bellhop.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;

/**
 * Lines for people: time, level, logger, message. Line breaks in a message are shown as {@code \n}.
 */
final class PlainEncoder extends LineEncoder {
  @Override
  String line(ILoggingEvent event) {
    String name = event.getLoggerName();
    return "%s %-5s %s: %s%n%s"
        .formatted(
            Instant.ofEpochMilli(event.getTimeStamp()),
            event.getLevel(),
            name.substring(name.lastIndexOf('.') + 1),
            message(event).replace("\r", "\\r").replace("\n", "\\n"),
            trace(event));
  }
}
