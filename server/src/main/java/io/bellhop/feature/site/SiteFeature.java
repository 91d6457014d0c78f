package io.bellhop.feature.site;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Namespace.Access;
import io.bellhop.engine.Namespace.History;
import io.bellhop.engine.Namespace.PresenceShown;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Right;
import io.bellhop.engine.Role;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The channels that every site has: {@code site:…} for everybody, and {@code user:ID} for one
 * principal alone. Who works for the site may publish in both.
 */
public final class SiteFeature implements Feature {
  private final History.Durable history;
  private final UnaryOperator<String> names;

  /**
   * @param retention how long events are kept; null for ever
   * @param names what people call a site, by its id
   */
  public SiteFeature(@Nullable Duration retention, UnaryOperator<String> names) {
    this.history = new History.Durable(retention);
    this.names = names;
  }

  /**
   * @param name what people call the site
   */
  record About(String site, String name) {}

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("site.about", None.class, About.class)
            .summary("Tells what the caller's site is called.")
            .does((call, none) -> new About(call.site(), names.apply(call.site()))));
  }

  @Override
  public List<Namespace> namespaces() {
    return List.of(namespace("site", Access.OPEN), namespace("user", SiteFeature::ownOnly));
  }

  private Namespace namespace(String name, Access access) {
    return new Namespace(name, history, Role.KNOWN, Role.TEAM, PresenceShown.NONE, access);
  }

  private static boolean ownOnly(Principal principal, Right right, Channel channel) {
    return right == Right.PUBLISH || principal.id().equals(channel.id());
  }
}
