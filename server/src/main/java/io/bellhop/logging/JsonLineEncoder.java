package io.bellhop.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;

/**
 * One JSON object a line: {@code at, level, logger, thread, message} and, if thrown, {@code error}.
 */
final class JsonLineEncoder extends LineEncoder {
  @Override
  String line(ILoggingEvent event) {
    StringBuilder json = new StringBuilder(256).append('{');
    member(json, "at", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    member(json, "level", event.getLevel().toString());
    member(json, "logger", event.getLoggerName());
    member(json, "thread", event.getThreadName());
    member(json, "message", message(event));
    if (event.getThrowableProxy() != null) {
      member(json, "error", trace(event));
    }
    return json.append("}\n").toString();
  }

  private static void member(StringBuilder json, String name, String value) {
    json.append(json.length() > 1 ? ",\"" : "\"").append(name).append("\":\"");
    value.chars().forEach(character -> escape(json, (char) character));
    json.append('"');
  }

  private static void escape(StringBuilder json, char character) {
    switch (character) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (character < ' ') {
          json.append("\\u%04x".formatted((int) character));
        } else {
          json.append(character);
        }
      }
    }
  }
}
