package io.bellhop.engine;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all channels of one namespace.
 *
 * @param subscribers the roles that may subscribe; none closes the namespace to everybody
 * @param publishers the roles that may publish; none leaves that to the server alone
 * @param access decides beyond the roles, for example that a customer sees own rooms only
 */
public record Namespace(
    String name,
    History history,
    Set<Role> subscribers,
    Set<Role> publishers,
    PresenceShown presence,
    Access access) {

  /** How long events last. */
  public sealed interface History {
    /** In the ledger for at least {@code retention}; null keeps them for ever. */
    record Durable(@Nullable Duration retention) implements History {}

    /** The last {@code size} events, no older than {@code age}, in memory. */
    record Recent(int size, Duration age) implements History {}

    /** Not kept: every event is a signal. */
    record Transient() implements History {}
  }

  /** Who is here, as far as it is shown. */
  public enum PresenceShown {
    NONE,
    COUNT,
    MEMBERS
  }

  /** The last word on one channel, after the role was found sufficient. */
  @FunctionalInterface
  public interface Access {
    Access OPEN = (principal, right, channel) -> true;

    boolean allows(Principal principal, Right right, Channel channel);
  }

  /**
   * Whether the principal has the right on a channel of this namespace and its own site. What a
   * token grants adds to what its role may, but opens nothing that is closed to every role.
   */
  public boolean permits(Principal principal, Right right, Channel channel) {
    Set<Role> roles = right == Right.PUBLISH ? publishers : subscribers;
    if (roles.isEmpty() || !principal.site().equals(channel.site())) {
      return false;
    }
    return principal.granted(right, channel)
        || (roles.contains(principal.role()) && access.allows(principal, right, channel));
  }
}
