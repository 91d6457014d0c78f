package io.bellhop.feature.chat;

import io.bellhop.feature.chat.Message.Quote;

/** Makes short texts of long ones. */
final class Quotes {
  private Quotes() {}

  static Quote of(Message message) {
    return new Quote(message.offset(), message.from(), shorten(message.text()));
  }

  /** The first 140 characters, none of them halved. */
  static String shorten(String text) {
    return text.codePointCount(0, text.length()) <= Quote.LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Quote.LENGTH));
  }
}
