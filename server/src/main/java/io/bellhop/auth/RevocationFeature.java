package io.bellhop.auth;

import io.bellhop.auth.Revocation.Kind;
import io.bellhop.engine.Call;
import io.bellhop.engine.EventType;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets who runs a site end tokens before their time. */
public final class RevocationFeature implements Feature {

  /** One of the two: everything issued to a principal so far, or one token by its {@code jti}. */
  public record Revoke(
      @Nullable @Text(max = 64) String principal, @Nullable @Text(max = 64) String token) {}

  private final Ledger ledger;
  private final Revoker revoker;
  private final ApiKeyStore keys;

  public RevocationFeature(Ledger ledger, Revoker revoker, ApiKeyStore keys) {
    this.ledger = ledger;
    this.revoker = revoker;
    this.keys = keys;
  }

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("auth.revoke", Revoke.class, None.class)
            .summary("Ends a principal's tokens so far, or one token, and their connections.")
            .by(Role.OWNERS)
            .changes()
            .does(this::revoke));
  }

  @Override
  public List<Namespace> namespaces() {
    return List.of(
        new Namespace(
            Revoker.NAMESPACE,
            new Namespace.History.Durable(Revocation.LIFE),
            Set.of(),
            Set.of(),
            Namespace.PresenceShown.NONE,
            (principal, right, channel) -> false));
  }

  @Override
  public List<EventType> events() {
    return List.of(
        EventType.event(
            Revoker.NAMESPACE,
            Revoker.EVENT,
            Revoker.Revoked.class,
            "Tokens were revoked; between servers only."),
        EventType.signal(
            Revoker.NAMESPACE,
            SharedCounts.EVENT,
            SharedCounts.Counted.class,
            "Somebody tried to come in; between servers only."));
  }

  private None revoke(Call call, Revoke params) {
    String principal = params.principal();
    String token = params.token();
    if (principal != null && token == null) {
      revoke(call, Kind.PRINCIPAL, principal);
    } else if (token != null && principal == null) {
      revoke(call, Kind.TOKEN, token);
    } else {
      throw BellhopException.invalid("principal", "give either principal or token");
    }
    return None.NONE;
  }

  private void revoke(Call call, Kind kind, String subject) {
    String site = call.site();
    revoker.enforce(
        ledger.write(
            call.once(Revocation.class),
            tx -> {
              if (kind == Kind.PRINCIPAL) {
                ApiKey.ofPrincipal(subject).ifPresent(id -> keys.revoke(tx, site, id));
              }
              return revoker.write(tx, site, kind, subject, call.principal().id());
            }));
  }
}
