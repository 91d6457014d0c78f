package io.bellhop.auth;

import io.bellhop.engine.Call;
import io.bellhop.engine.Caller;
import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Live;
import io.bellhop.engine.Method;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.schema.Check;
import io.bellhop.json.JacksonCodec;
import io.bellhop.protocol.CloseCode;
import io.bellhop.sql.SqlLedger;
import io.bellhop.sql.SqlSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All parts of authentication on an embedded ledger, with a clock to be set. */
final class Stage implements AutoCloseable {
  final SettableClock clock = new SettableClock();
  final Ears live = new Ears();
  final SqlLedger ledger;
  final ApiKeyStore keys;
  final StaffStore staff;
  final Revocations revocations = new Revocations();
  final Revoker revoker;
  final Tokens tokens;
  final Passwords passwords = new Passwords(1_000);
  private final JacksonCodec codec = new JacksonCodec();

  Stage(Path folder) {
    ledger =
        SqlLedger.open(
            SqlSettings.sqlite(folder), codec, clock, events -> events.forEach(live::tell));
    keys = new ApiKeyStore(ledger);
    staff = new StaffStore(ledger);
    revoker = new Revoker(new RevocationStore(ledger), revocations, live, codec, clock);
    tokens =
        new Tokens(TestSites.SITES, URI.create("https://live.example"), keys, revocations, clock);
  }

  /** What one server counts; each call is another server. */
  SharedCounts shared() {
    return new SharedCounts(live, codec);
  }

  LoginGuard guard() {
    return new LoginGuard(shared());
  }

  /** Hears what is committed, and remembers whose sessions were to end. */
  static final class Ears implements Live {
    final List<Predicate<Principal>> ended = new CopyOnWriteArrayList<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void signal(Event signal) {
      tell(signal);
    }

    @Override
    public void listen(String namespace, Consumer<Event> listener) {
      listeners.add(event -> {
        if (event.channel().namespace().equals(namespace)) {
          listener.accept(event);
        }
      });
    }

    @Override
    public void onConnected(Consumer<Caller> listener) {}

    @Override
    public boolean watched(Channel channel) {
      return false;
    }

    @Override
    public void attend(Caller caller, Channel channel) {}

    @Override
    public void depart(Caller caller, Channel channel) {}

    @Override
    public void end(Predicate<Principal> who, CloseCode code, String message) {
      ended.add(who);
    }

    @Override
    public void review(Predicate<Principal> who) {
      throw new UnsupportedOperationException("no rights change here");
    }

    void tell(Event event) {
      listeners.forEach(listener -> listener.accept(event));
    }
  }

  private record From(Principal principal, String address) implements Caller {}

  Principal manager() {
    return principal("hotel", "boss", Role.MANAGER);
  }

  static Principal principal(String site, String id, Role role) {
    return new Principal(
        site, id, role, id, TestSites.NOW.plusSeconds(600), TestSites.NOW, "jti-" + id, Map.of());
  }

  <R> R call(Feature feature, Principal who, String method, Record params, Class<R> result) {
    return call(feature, who, "192.0.2.1", null, method, params, result);
  }

  <R> R call(
      Feature feature,
      Principal who,
      String address,
      Ledger.@Nullable Key key,
      String method,
      Record params,
      Class<R> result) {
    Method<?, ?> found =
        feature.methods().stream().filter(m -> m.name().equals(method)).findFirst().orElseThrow();
    Check.params(found.paramsSchema(), params);
    return result.cast(handle(found, new Call(new From(who, address), now(), key), params));
  }

  private static <P extends Record, R extends Record> R handle(
      Method<P, R> method, Call call, Record params) {
    return method.handler().handle(call, method.params().cast(params));
  }

  Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    passwords.close();
    ledger.close();
  }
}
