package io.bellhop.content;

/**
 * What a file is, by its content.
 *
 * @param name the media type
 * @param kind how far it may be trusted
 */
public record ContentType(String name, Kind kind) {
  /** For what nobody should look at but a program the receiver chooses. */
  public static final ContentType UNKNOWN =
      new ContentType("application/octet-stream", Kind.DOWNLOAD);

  /** What may be done with files of a type. */
  public enum Kind {
    /** An image, sound or film that browsers show and cannot be made to run. */
    SHOWN,
    /** Kept, and only ever given as a download. */
    DOWNLOAD,
    /** Markup that can carry scripts: kept, and given as a download of no type. */
    ACTIVE,
    /** A program: refused. */
    FORBIDDEN
  }

  static ContentType shown(String name) {
    return new ContentType(name, Kind.SHOWN);
  }

  static ContentType download(String name) {
    return new ContentType(name, Kind.DOWNLOAD);
  }

  static ContentType active(String name) {
    return new ContentType(name, Kind.ACTIVE);
  }

  static ContentType forbidden(String name) {
    return new ContentType(name, Kind.FORBIDDEN);
  }

  /** Whether a type that was found may be shown in a page. */
  public static boolean isShown(String name) {
    return Signature.ALL.stream()
        .map(Signature::type)
        .anyMatch(type -> type.kind == Kind.SHOWN && type.name.equals(name));
  }

  public boolean isImage() {
    return name.startsWith("image/");
  }

  /** The type to send it with. */
  public String sentAs() {
    return kind == Kind.SHOWN || kind == Kind.DOWNLOAD ? name : UNKNOWN.name;
  }
}
