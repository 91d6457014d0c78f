package io.bellhop.engine.hub;

import io.bellhop.engine.Authenticator;
import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Position;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Right;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.CloseCode;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The methods that every connection has: who I am, and what I hear and say on channels. */
public final class Kernel implements Feature {
  private static final int PROTOCOL_TOKEN = 8_192;

  private final Hub hub;
  private final Histories histories;
  private final Subscriptions subscriptions;
  private final RecentHistory recent;
  private final Ledger ledger;
  private final Authenticator authenticator;
  private final Function<String, Map<String, Boolean>> flags;

  /**
   * @param flags a site's feature flags, for its pages
   */
  public Kernel(
      Hub hub,
      Histories histories,
      Subscriptions subscriptions,
      RecentHistory recent,
      Ledger ledger,
      Authenticator authenticator,
      Function<String, Map<String, Boolean>> flags) {
    this.hub = hub;
    this.histories = histories;
    this.subscriptions = subscriptions;
    this.recent = recent;
    this.ledger = ledger;
    this.authenticator = authenticator;
    this.flags = flags;
  }

  public record Client(
      @Nullable @Text(max = 80) String name, @Nullable @Text(max = 80) String version) {}

  public record Connect(
      @Text(max = PROTOCOL_TOKEN) String token,
      @Nullable @Text(max = 64) String session,
      @Nullable Client client) {}

  public record Who(String id, String role, String name) {
    static Who of(Principal principal) {
      return new Who(principal.id(), principal.role().wireName(), principal.name());
    }
  }

  public record Ping(long interval, long timeout) {}

  public record Limits(long frame, long batch, long subscriptions, long inFlight) {}

  public record Connected(
      String session,
      String site,
      Who principal,
      @Nullable Instant expires,
      Instant time,
      Ping ping,
      Limits limits,
      Map<String, Boolean> flags) {}

  public record ChannelParams(@Text(max = 129) String channel) {}

  public record Publish(
      @Text(max = 129) String channel,
      @Text(max = 64, pattern = "[a-z][a-z0-9._-]*") String type,
      Json data) {}

  public record Published(@Nullable Long offset, Instant at) {}

  public record Where(String channel, String epoch, @Range long offset) {}

  public record Refresh(@Text(max = PROTOCOL_TOKEN) String token) {}

  public record Refreshed(@Nullable Instant expires) {}

  public record Pong(Instant time) {}

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("connect", Connect.class, Connected.class)
            .summary("Makes the connection the principal's that the token names.")
            .by(Role.ANYONE)
            .connected()
            .does(this::connect),
        Method.named("subscribe", Subscriptions.Subscribe.class, Subscriptions.Subscribed.class)
            .summary("Receives a channel's events, from now on or from a position.")
            .connected()
            .limit(2_000, 500)
            .does(subscriptions::subscribe),
        Method.named("unsubscribe", ChannelParams.class, None.class)
            .summary("Receives a channel's events no longer.")
            .connected()
            .limit(2_000, 500)
            .does(subscriptions::unsubscribe),
        Method.named("publish", Publish.class, Published.class)
            .summary("Sends an event to a channel that lets its clients publish.")
            .changes()
            .does(this::publish),
        Method.named("position", ChannelParams.class, Where.class)
            .summary("Tells a channel's head, for a page to start its subscription from.")
            .does(this::position),
        Method.named("presence", ChannelParams.class, Subscriptions.Present.class)
            .summary("Tells who is in a channel.")
            .does(subscriptions::presence),
        Method.named("refresh", Refresh.class, Refreshed.class)
            .summary("Puts a fresh token in the place of the connection's old one.")
            .connected()
            .does(this::refresh),
        Method.named("ping", None.class, Pong.class)
            .summary("Tells the server's time.")
            .does((call, none) -> new Pong(call.now())));
  }

  private Connected connect(Call call, Connect params) {
    Session session = Session.of(call);
    if (session.principal().isKnown()) {
      throw new BellhopException(ErrorCode.INVALID_REQUEST, "connected already");
    }
    Principal principal = authenticate(session, params.token());
    String origin = session.origin();
    if (origin != null && !authenticator.allows(principal.site(), origin)) {
      session.afterReply(() -> session.endSoon(CloseCode.ORIGIN, null));
      throw new BellhopException(ErrorCode.FORBIDDEN, "not from this origin");
    }
    displace(params.session(), principal);
    session.become(principal);
    // Revoked in between: then its sessions were ended before this one was one of them.
    var _ = authenticate(session, params.token());
    hub.welcome(session);
    return connected(session, principal, call.now());
  }

  private Principal authenticate(Session session, String token) {
    try {
      return authenticator.authenticate(token);
    } catch (BellhopException e) {
      CloseCode code =
          e.code() == ErrorCode.TOKEN_EXPIRED ? CloseCode.TOKEN_EXPIRED : CloseCode.UNAUTHENTICATED;
      session.afterReply(() -> session.endSoon(code, null));
      throw e;
    }
  }

  private void displace(@Nullable String earlier, Principal principal) {
    Session old = earlier == null ? null : hub.session(earlier);
    if (old != null && old.principal().sameAs(principal)) {
      old.endSoon(CloseCode.DISPLACED, null);
    }
  }

  private Connected connected(Session session, Principal principal, Instant now) {
    HubSettings settings = hub.settings();
    return new Connected(
        session.id(),
        principal.site(),
        Who.of(principal),
        end(principal),
        now,
        new Ping(settings.pingInterval().toMillis(), settings.pingTimeout().toMillis()),
        new Limits(
            settings.frame(), settings.batch(), settings.subscriptions(), settings.inFlight()),
        flags.apply(principal.site()));
  }

  private Refreshed refresh(Call call, Refresh params) {
    Session session = Session.of(call);
    Principal fresh = authenticator.authenticate(params.token());
    if (!fresh.sameAs(session.principal())) {
      throw new BellhopException(ErrorCode.FORBIDDEN, "a token of another principal");
    }
    session.become(fresh);
    var _ = authenticator.authenticate(params.token());
    hub.review(session);
    return new Refreshed(end(fresh));
  }

  private Published publish(Call call, Publish params) {
    Channel channel = call.channel(params.channel());
    Namespace namespace = histories.namespace(channel);
    if (!namespace.permits(call.principal(), Right.PUBLISH, channel)) {
      throw new BellhopException(ErrorCode.FORBIDDEN, "may not publish to " + channel.name());
    }
    if (params.type().startsWith(Topic.PRESENCE)) {
      throw BellhopException.invalid("type", "presence.* is the server's own");
    }
    String actor = call.principal().id();
    return switch (namespace.history()) {
      case Namespace.History.Durable durable ->
          ledger.write(
              call.once(Published.class),
              tx -> published(tx.append(channel, params.type(), params.data(), actor)));
      case Namespace.History.Recent bounds ->
          published(recent.append(channel, bounds, params.type(), params.data(), actor));
      case Namespace.History.Transient none -> {
        hub.signal(Event.signal(channel, params.type(), params.data(), call.now(), actor));
        yield new Published(null, call.now());
      }
    };
  }

  private Where position(Call call, ChannelParams params) {
    Channel channel = call.channel(params.channel());
    if (!histories.namespace(channel).permits(call.principal(), Right.SUBSCRIBE, channel)) {
      throw new BellhopException(ErrorCode.FORBIDDEN, "may not subscribe to " + channel.name());
    }
    Position head = histories.of(channel).head(channel);
    return new Where(channel.name(), head.epoch(), head.offset());
  }

  private static Published published(Event event) {
    return new Published(event.offset(), event.at());
  }

  private static @Nullable Instant end(Principal principal) {
    return principal.expires().equals(Instant.MAX) ? null : principal.expires();
  }
}
