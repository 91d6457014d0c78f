package io.bellhop.feature.file;

import java.text.Normalizer;

/** Makes a file's name one that shows what it is: no path, nothing invisible, no turned letters. */
final class ShownName {
  private static final int MOST = 120;
  private static final int LONGEST_EXTENSION = 12;

  private ShownName() {}

  static String of(String given) {
    String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    StringBuilder shown = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFC)
        .codePoints()
        .filter(ShownName::isShown)
        .forEach(shown::appendCodePoint);
    String clean = shown.toString().strip().replaceAll("^\\.+", "").strip();
    return clean.isEmpty() ? "file" : shortened(clean);
  }

  /** Controls, line separators, and the marks that turn the direction of what follows. */
  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String shortened(String name) {
    int length = name.codePointCount(0, name.length());
    if (length <= MOST) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension =
        name.length() - dot <= LONGEST_EXTENSION && dot > 0 ? name.substring(dot) : "";
    int kept = name.offsetByCodePoints(0, MOST - extension.length() - 1);
    return name.substring(0, kept) + "…" + extension;
  }
}
