package io.bellhop.auth;

import io.bellhop.auth.Revocation.Kind;
import io.bellhop.engine.Call;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Method.None;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import java.util.List;
import java.util.Set;

/** API keys for a site's own programs, made and withdrawn by its managers. */
public final class ApiKeyFeature implements Feature {
  private static final Set<Role> MANAGERS = Set.of(Role.MANAGER);
  private static final int ID_BITS = 64;
  private static final int MAX_KEYS = 100;

  /** The name of a new key. */
  public record Create(@Text(max = 80) String name) {}

  /** A new key, shown this once. */
  public record Created(String id, String key) {}

  /** The keys in force, the oldest first. */
  public record Keys(List<ApiKey> keys) {}

  /** Which key. */
  public record Revoke(@Text(max = 32) String id) {}

  /** What is remembered of an answer: never the key. */
  record Made(String id) {}

  private final Ledger ledger;
  private final ApiKeyStore store;
  private final Revoker revoker;

  public ApiKeyFeature(Ledger ledger, ApiKeyStore store, Revoker revoker) {
    this.ledger = ledger;
    this.store = store;
    this.revoker = revoker;
  }

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("apikey.create", Create.class, Created.class)
            .summary("Makes an API key; a repeat with the same idempotency key is a conflict.")
            .by(MANAGERS)
            .changes()
            .does(this::create),
        Method.named("apikey.list", None.class, Keys.class)
            .summary("Lists the site's API keys in force.")
            .by(MANAGERS)
            .does((call, none) -> new Keys(store.list(call.site()))),
        Method.named("apikey.revoke", Revoke.class, None.class)
            .summary("Withdraws an API key at once.")
            .by(MANAGERS)
            .changes()
            .does(this::revoke));
  }

  private Created create(Call call, Create params) {
    ApiKey key = new ApiKey(RandomText.id(ID_BITS), params.name(), call.now());
    String text = ApiKey.text(key.id());
    Made made = ledger.write(call.once(Made.class), tx -> add(tx, call, key, text));
    if (!made.id.equals(key.id())) {
      throw new BellhopException(
          ErrorCode.CONFLICT, "the key " + made.id + " was made by this request before");
    }
    return new Created(key.id(), text);
  }

  private Made add(Tx tx, Call call, ApiKey key, String text) {
    if (store.count(tx, call.site()) >= MAX_KEYS) {
      throw new BellhopException(
          ErrorCode.LIMIT_REACHED, "a site has at most " + MAX_KEYS + " API keys");
    }
    store.add(tx, call.site(), key, text, call.principal().id());
    return new Made(key.id());
  }

  private None revoke(Call call, Revoke params) {
    revoker.enforce(ledger.write(call.once(Revocation.class), tx -> revoke(tx, call, params.id())));
    return None.NONE;
  }

  private Revocation revoke(Tx tx, Call call, String id) {
    if (!store.revoke(tx, call.site(), id)) {
      throw new BellhopException(ErrorCode.NOT_FOUND, "there is no such API key");
    }
    return revoker.write(
        tx, call.site(), Kind.PRINCIPAL, ApiKey.principal(id), call.principal().id());
  }
}
