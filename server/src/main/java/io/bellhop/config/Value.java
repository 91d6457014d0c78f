package io.bellhop.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One scalar of the configuration.
 *
 * @param text null where the file gives a key without a value, or something that is no scalar
 * @param shown how errors show it
 * @param place the file and line, or the variable that it comes from
 * @param base the folder that a relative path counts from
 */
record Value(@Nullable String text, String shown, String path, String place, Path base) {

  /** The same value, if errors must not show it. */
  Value hidden() {
    String length = text == null ? shown : "something of " + text.length() + " characters";
    return new Value(text, length, path, place, base);
  }
}
