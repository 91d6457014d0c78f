package io.bellhop.storage;

import java.util.regex.Pattern;

/**
 * The name of an object, made of generated parts alone: nothing that people typed gets near a path.
 *
 * @param id 32 hexadecimal digits
 */
public record ObjectName(String site, String id, boolean thumbnail) {
  private static final Pattern SITE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  public ObjectName {
    if (!SITE.matcher(site).matches() || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not an object's name");
    }
  }

  /** Whether it could be the id of an object. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** For example {@code hotel/3f/3f09…} or {@code hotel/3f/3f09…-thumbnail}. */
  public String path() {
    return site + "/" + id.substring(0, 2) + "/" + id + (thumbnail ? "-thumbnail" : "");
  }
}
