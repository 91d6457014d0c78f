package io.bellhop.engine.hub;

import io.bellhop.engine.Limit;

/**
 * How much anybody may ask; methods have limits of their own besides.
 *
 * @param session messages of one session
 * @param principal calls of one principal over all sessions and HTTP
 * @param address calls from one IP address; people share addresses, so it is wide
 * @param anonymous calls without a token from one IP address
 */
public record Rates(Limit session, Limit principal, Limit address, Limit anonymous) {
  public static final Rates DEFAULT =
      new Rates(
          new Limit(200, 100), new Limit(400, 200), new Limit(4_000, 2_000), new Limit(60, 10));
}
