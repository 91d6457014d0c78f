package io.bellhop.engine.hub;

import io.bellhop.engine.Call;
import io.bellhop.engine.Caller;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Registry;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tracer;
import io.bellhop.engine.schema.Check;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.Codec;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The one door to all methods: finds the method, checks who calls, how often and with what, runs
 * it. Thread-safe; blocks as long as the method does.
 */
public final class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final Registry registry;
  private final RateLimiter limiter;
  private final Codec codec;
  private final InstantSource clock;
  private final HubStats stats;

  public Dispatcher(
      Registry registry, RateLimiter limiter, Codec codec, InstantSource clock, HubStats stats) {
    this.registry = registry;
    this.limiter = limiter;
    this.codec = codec;
    this.clock = clock;
    this.stats = stats;
  }

  /**
   * Calls a method.
   *
   * @param key the idempotency key, if the caller gave one
   * @return the method's result
   * @throws BellhopException with a code for the caller, always
   */
  public Json call(Caller caller, String name, Json params, @Nullable String key) {
    stats.calls.increment();
    try {
      return codec.write(follow(find(caller, name), caller, params, key));
    } catch (BellhopException e) {
      stats.errors.increment();
      if (e.code() == ErrorCode.INTERNAL) {
        LOG.log(System.Logger.Level.ERROR, name + " failed", e.getCause());
      }
      throw e;
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      stats.errors.increment();
      LOG.log(System.Logger.Level.ERROR, name + " failed", e);
      throw BellhopException.internal(e);
    }
  }

  private Method<?, ?> find(Caller caller, String name) {
    Method<?, ?> method = registry.method(name);
    if (method == null || (method.connected() && !(caller instanceof Session))) {
      throw new BellhopException(ErrorCode.METHOD_NOT_FOUND, "no such method");
    }
    return method;
  }

  private <P extends Record, R extends Record> R follow(
      Method<P, R> method, Caller caller, Json json, @Nullable String key) {
    try (Tracer.Span span = stats.tracer.call(method.name(), caller.principal(), caller.trace())) {
      try {
        return handle(method, caller, json, key);
      } catch (RuntimeException e) {
        span.failed(e instanceof BellhopException known ? known.code() : ErrorCode.INTERNAL);
        throw e;
      }
    }
  }

  private <P extends Record, R extends Record> R handle(
      Method<P, R> method, Caller caller, Json json, @Nullable String key) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Principal principal = caller.principal();
    permit(method, principal, now);
    limiter.check(caller, method, now);
    P params = codec.read(json, method.params());
    Check.params(method.paramsSchema(), params);
    return method
        .handler()
        .handle(new Call(caller, now, keyOf(method, principal, json, key)), params);
  }

  private static void permit(Method<?, ?> method, Principal principal, Instant now) {
    if (!method.roles().contains(principal.role())) {
      throw principal.role() == Role.ANONYMOUS
          ? new BellhopException(ErrorCode.UNAUTHENTICATED, "connect with a token first")
          : new BellhopException(ErrorCode.FORBIDDEN, "not for the role of this principal");
    }
    // A `refresh` may come a moment too late; the hub ends the session soon enough.
    if (principal.expires().isBefore(now) && !method.connected()) {
      throw new BellhopException(ErrorCode.TOKEN_EXPIRED, "the token's time is over");
    }
  }

  private static Ledger.@Nullable Key keyOf(
      Method<?, ?> method, Principal principal, Json params, @Nullable String key) {
    if (key == null || !method.changes() || principal.role() == Role.ANONYMOUS) {
      return null;
    }
    return new Ledger.Key(
        principal.site(), principal.id(), key, hash(method.name() + params.text()));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
