package io.bellhop.feature.file;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Content-Disposition headers (RFC 6266, RFC 8187). */
final class Disposition {
  private Disposition() {}

  static String of(boolean inline, String name) {
    String plain = name.replaceAll("[^ !#-\\[\\]-~]", "_").replace('%', '_');
    String encoded =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return (inline ? "inline" : "attachment")
        + ("; filename=\"" + plain + "\"")
        + ("; filename*=UTF-8''" + encoded);
  }
}
