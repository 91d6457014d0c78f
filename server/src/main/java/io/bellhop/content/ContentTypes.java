package io.bellhop.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells types by content. Names are only asked what no content tells, and what no content excuses.
 */
public final class ContentTypes {
  /** Opened with a double click, these run. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "ade",
          "adp",
          "apk",
          "app",
          "appx",
          "appxbundle",
          "bat",
          "cab",
          "chm",
          "cmd",
          "com",
          "cpl",
          "dll",
          "dmg",
          "exe",
          "hta",
          "img",
          "ins",
          "iso",
          "isp",
          "jar",
          "jnlp",
          "js",
          "jse",
          "lib",
          "lnk",
          "mde",
          "msc",
          "msi",
          "msix",
          "msp",
          "mst",
          "nsh",
          "pif",
          "ps1",
          "reg",
          "scr",
          "sct",
          "shb",
          "sys",
          "vb",
          "vbe",
          "vbs",
          "vhd",
          "vxd",
          "wsc",
          "wsf",
          "wsh");

  private static final Set<String> IMAGES =
      Set.of("jpg", "jpeg", "png", "gif", "webp", "avif", "heic", "heif", "tif", "tiff");

  /** Formats that are ZIP archives inside, never unpacked here. */
  private static final Map<String, String> ARCHIVES =
      Map.of(
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "odt", "application/vnd.oasis.opendocument.text",
          "ods", "application/vnd.oasis.opendocument.spreadsheet");

  private static final Map<String, String> TEXTS =
      Map.of("csv", "text/csv", "json", "application/json", "ics", "text/calendar");

  private static final Pattern MARKUP =
      Pattern.compile(
          "<(!doctype|\\?xml|!--|html|head|body|svg|script|iframe|style|title|meta|link|img|a|p|"
              + "div|object|embed|math|xsl:|mhtml)\\b|^mime-version:",
          Pattern.CASE_INSENSITIVE);

  private ContentTypes() {}

  /**
   * The type of a file.
   *
   * @param name as its owner calls it
   */
  public static ContentType of(Path file, String name) throws IOException {
    return of(Head.of(file), extension(name));
  }

  /** Whether a double click on a file of this name would run it. */
  public static boolean isProgram(String name) {
    return PROGRAMS.contains(extension(name));
  }

  /** Whether the name or the stated type says that it is an image of a kind known here. */
  public static boolean claimsImage(String name, String type) {
    return IMAGES.contains(extension(name)) || IMAGES.contains(type.replace("image/", ""));
  }

  static ContentType of(Head head, String extension) {
    if (PROGRAMS.contains(extension)) {
      return ContentType.forbidden("application/x-" + extension);
    }
    return Signature.ALL.stream()
        .filter(signature -> signature.matches(head))
        .findFirst()
        .map(signature -> named(signature.type(), extension))
        .orElseGet(() -> unsigned(head, extension));
  }

  private static ContentType named(ContentType found, String extension) {
    String inside = ARCHIVES.get(extension);
    return found.name().equals("application/zip") && inside != null
        ? ContentType.download(inside)
        : found;
  }

  private static ContentType unsigned(Head head, String extension) {
    if (MARKUP.matcher(head.latin(0, head.length()).replace("\0", "")).find()) {
      return ContentType.active("text/html");
    }
    return head.isText()
        ? ContentType.download(TEXTS.getOrDefault(extension, "text/plain"))
        : ContentType.UNKNOWN;
  }

  /** What follows the last dot, in lower case; empty if there is none. */
  public static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT).strip();
  }
}
