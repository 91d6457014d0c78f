package io.bellhop.feature.desk;

import io.bellhop.feature.desk.Post.Letter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A conversation as a letter. */
final class Transcript {
  /** In characters; what is more is left out, and the letter says so. */
  private static final int LONGEST = 500_000;

  private static final String SHORTENED = "The rest is too long for a letter.";

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final DateTimeFormatter time;

  private Transcript(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(zone);
  }

  /**
   * @param from what the site is called
   * @param zone whose times are told
   */
  static Letter letter(String to, String from, List<Rooms.Line> lines, ZoneId zone) {
    String subject = "Your conversation with " + from;
    Transcript transcript = new Transcript(zone);
    transcript.begin(subject);
    for (Rooms.Line line : lines) {
      if (transcript.isFull()) {
        transcript.paragraph("", SHORTENED);
        break;
      }
      if (!line.text().isBlank()) {
        transcript.paragraph(
            line.name() + " (" + transcript.time.format(line.at()) + ")", line.text());
      }
    }
    return new Letter(
        to,
        subject,
        transcript.text.toString(),
        transcript.html.append("</body></html>").toString());
  }

  private boolean isFull() {
    return text.length() > LONGEST;
  }

  private void begin(String title) {
    text.append(title).append("\n\n");
    html.append("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>")
        .append(escaped(title))
        .append("</title></head><body><h1>")
        .append(escaped(title))
        .append("</h1>");
  }

  private void paragraph(String head, String body) {
    text.append(head).append('\n').append(body).append("\n\n");
    html.append("<p><b>")
        .append(escaped(head))
        .append("</b><br>")
        .append(escaped(body).replace("\n", "<br>"))
        .append("</p>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
