package io.bellhop.engine;

import io.bellhop.protocol.BellhopException;
import java.util.regex.Pattern;

/**
 * A named stream of one site. The name is {@code namespace:id}; two sites may use the same name and
 * never meet.
 */
public record Channel(String site, String name) {
  /** What a name may look like, as in the protocol. */
  public static final String NAME = "[a-z][a-z0-9-]{0,31}:[A-Za-z0-9._~@|:+-]{1,96}";

  private static final Pattern PATTERN = Pattern.compile(NAME);

  /**
   * A channel whose name comes from outside.
   *
   * @throws BellhopException invalid_params if the name is not one
   */
  public static Channel of(String site, String name) {
    if (!PATTERN.matcher(name).matches()) {
      throw BellhopException.invalid("channel", "a channel's name looks like namespace:id");
    }
    return new Channel(site, name);
  }

  /** The part before the colon. */
  public String namespace() {
    return name.substring(0, name.indexOf(':'));
  }

  /** The part after the colon. */
  public String id() {
    return name.substring(name.indexOf(':') + 1);
  }
}
