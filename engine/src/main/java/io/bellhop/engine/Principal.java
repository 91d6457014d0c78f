package io.bellhop.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, as a verified token says.
 *
 * @param id unique within the site
 * @param name for people to read
 * @param expires when the token ends; {@link Instant#MAX} for an API key
 * @param token the token's own id (its {@code jti}), if it has one
 * @param issued when the token was made
 * @param grants rights beyond the role's, by channel name or {@code namespace:*}
 */
public record Principal(
    String site,
    String id,
    Role role,
    String name,
    Instant expires,
    Instant issued,
    @Nullable String token,
    Map<String, Set<Right>> grants) {

  /** What an id looks like, so that it can end the name of a channel, as in {@code user:ID}. */
  public static final String ID = "[A-Za-z0-9._~@|:+-]+";

  /** A caller without a token. */
  public static final Principal NOBODY =
      new Principal("", "", Role.ANONYMOUS, "", Instant.MAX, Instant.EPOCH, null, Map.of());

  /** Whether the token itself grants the right on the channel. */
  public boolean granted(Right right, Channel channel) {
    return !grants.isEmpty()
        && (grants.getOrDefault(channel.name(), Set.of()).contains(right)
            || grants.getOrDefault(channel.namespace() + ":*", Set.of()).contains(right));
  }

  /** Whether a token was shown. */
  public boolean isKnown() {
    return role != Role.ANONYMOUS;
  }

  /** Whether both are the same person or program of the same site. */
  public boolean sameAs(Principal other) {
    return site.equals(other.site) && id.equals(other.id);
  }
}
