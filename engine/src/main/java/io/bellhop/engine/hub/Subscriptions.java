package io.bellhop.engine.hub;

import io.bellhop.engine.Call;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Filters;
import io.bellhop.engine.History;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Namespace.PresenceShown;
import io.bellhop.engine.Position;
import io.bellhop.engine.Presence;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Right;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out {@code subscribe}, {@code unsubscribe} and {@code presence}. A subscription is
 * registered first, behind a gate; the past is read after that; so nothing falls between.
 */
public final class Subscriptions {
  private static final int MEMBERS_SHOWN = 200;

  private final Hub hub;
  private final Histories histories;
  private final Presence presence;
  private final Filters filters;

  public Subscriptions(Hub hub, Histories histories, Presence presence, Filters filters) {
    this.hub = hub;
    this.histories = histories;
    this.presence = presence;
    this.filters = filters;
  }

  public record Since(@Nullable @Text(max = 64) String epoch, @Range long offset) {}

  public record Subscribe(
      @Text(max = 129) String channel,
      @Nullable Since since,
      @Nullable @Text(max = 1_000) String filter,
      @Nullable Boolean presence) {}

  public record Subscribed(
      String channel,
      String epoch,
      long offset,
      boolean recovered,
      @Nullable List<Presence.Member> members,
      @Nullable Integer count) {}

  public record Present(int count, @Nullable List<Presence.Member> members) {}

  Subscribed subscribe(Call call, Subscribe params) {
    Channel channel = call.channel(params.channel());
    int reviews = Session.of(call).reviews();
    Namespace namespace = permitted(call.principal(), channel, Right.SUBSCRIBE);
    Filters.Filter filter = params.filter() == null ? null : filters.compile(params.filter());
    boolean watches = Boolean.TRUE.equals(params.presence());
    if (watches) {
      permitPresence(namespace, call.principal(), channel);
    }
    enter(namespace, channel, call);
    try {
      return register(call, params, namespace, reviews, filter, watches);
    } catch (RuntimeException e) {
      presence.leave(channel, call.principal(), call.now());
      throw e;
    }
  }

  /** Before the subscription is there, so that the session's end cannot come between. */
  private void enter(Namespace namespace, Channel channel, Call call) {
    if (namespace.presence() != PresenceShown.NONE) {
      presence.enter(channel, call.principal(), call.now());
    }
  }

  private Subscribed register(
      Call call,
      Subscribe params,
      Namespace namespace,
      int reviews,
      Filters.@Nullable Filter filter,
      boolean watches) {
    Session session = Session.of(call);
    Channel channel = call.channel(params.channel());
    Subscription subscription = onLoop(session, () -> session.subscribe(channel, filter, watches));
    try {
      if (session.reviews() != reviews) {
        // The review did not find this subscription, and its right was looked at before.
        var _ = permitted(call.principal(), channel, Right.SUBSCRIBE);
      }
      return joined(params, namespace, subscription, watches);
    } catch (RuntimeException e) {
      // Not waited for: where the loop is too busy it must be done all the same.
      session.shard().run(() -> session.unsubscribe(channel));
      throw e;
    }
  }

  private Subscribed joined(
      Subscribe params, Namespace namespace, Subscription subscription, boolean watches) {
    Channel channel = subscription.topic.channel;
    History history = histories.of(channel);
    Position head = history.head(channel);
    Since since = params.since();
    boolean recovered = since != null && isKept(history, channel, since, head);
    subscription.session.afterReply(() ->
        start(
            subscription, recovered && since != null ? since.offset() : head.offset(), recovered));
    Present present = watches ? present(namespace, channel) : null;
    return new Subscribed(
        channel.name(),
        head.epoch(),
        head.offset(),
        recovered,
        present == null ? null : present.members(),
        present == null ? null : present.count());
  }

  private static boolean isKept(History history, Channel channel, Since since, Position head) {
    boolean sameLife = since.epoch() == null || since.epoch().equals(head.epoch());
    return sameLife
        && since.offset() <= head.offset()
        && (since.offset() == head.offset() || history.read(channel, since.offset(), 1) != null);
  }

  private void start(Subscription subscription, long offset, boolean recovered) {
    if (recovered || !onLoop(subscription.session, () -> subscription.open(offset, false))) {
      hub.replayer().start(subscription, offset, recovered);
    }
  }

  None unsubscribe(Call call, Kernel.ChannelParams params) {
    Session session = Session.of(call);
    Channel channel = call.channel(params.channel());
    if (!onLoop(session, () -> session.unsubscribe(channel))) {
      throw new BellhopException(ErrorCode.NOT_SUBSCRIBED, channel.name());
    }
    presence.leave(channel, call.principal(), call.now());
    return None.NONE;
  }

  Present presence(Call call, Kernel.ChannelParams params) {
    Channel channel = call.channel(params.channel());
    Namespace namespace = permitted(call.principal(), channel, Right.SUBSCRIBE);
    permitPresence(namespace, call.principal(), channel);
    return present(namespace, channel);
  }

  private Namespace permitted(Principal principal, Channel channel, Right right) {
    Namespace namespace = histories.namespace(channel);
    if (!namespace.permits(principal, right, channel)) {
      throw new BellhopException(
          ErrorCode.FORBIDDEN, "may not " + right.wireName() + " " + channel.name());
    }
    return namespace;
  }

  private static void permitPresence(Namespace namespace, Principal principal, Channel channel) {
    if (namespace.presence() == PresenceShown.NONE && !principal.granted(Right.PRESENCE, channel)) {
      throw new BellhopException(ErrorCode.FORBIDDEN, "no presence in " + channel.name());
    }
  }

  private Present present(Namespace namespace, Channel channel) {
    return new Present(
        presence.count(channel),
        namespace.presence() == PresenceShown.MEMBERS
            ? presence.members(channel, MEMBERS_SHOWN)
            : null);
  }

  private static <T> T onLoop(Session session, Supplier<T> action) {
    return session.shard().await(action);
  }
}
