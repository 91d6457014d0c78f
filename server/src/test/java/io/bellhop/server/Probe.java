package io.bellhop.server;

import io.bellhop.engine.Channel;
import io.bellhop.engine.Event;
import io.bellhop.engine.Feature;
import io.bellhop.engine.Ledger;
import io.bellhop.engine.Method;
import io.bellhop.engine.Namespace;
import io.bellhop.engine.Namespace.Access;
import io.bellhop.engine.Namespace.History;
import io.bellhop.engine.Namespace.PresenceShown;
import io.bellhop.engine.Projector;
import io.bellhop.engine.Role;
import io.bellhop.engine.Timer;
import io.bellhop.engine.Tx;
import io.bellhop.engine.schema.Range;
import io.bellhop.engine.schema.Text;
import io.bellhop.protocol.BellhopException;
import io.bellhop.protocol.ErrorCode;
import io.bellhop.protocol.Json;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Makes the promises of projectors and timers visible: each message in the lobby becomes one {@code
 * seen}, each timer set becomes one {@code fired}.
 */
final class Probe implements Feature, Projector, Timer.Handler {
  static final Channel SEEN = new Channel(TestServer.HOTEL, "probe:seen");
  static final Channel FIRED = new Channel(TestServer.HOTEL, "probe:fired");
  private static final String KIND = "probe";

  private final AtomicReference<Ledger> ledger = new AtomicReference<>();

  record Wish(@Text(max = 64) String id, @Range(max = 60_000) long millis) {}

  record Done(String id) {}

  record Seen(long offset) {}

  record Fired(Json id) {}

  void use(Ledger opened) {
    ledger.set(opened);
  }

  @Override
  public List<Method<?, ?>> methods() {
    return List.of(
        Method.named("probe.timer", Wish.class, Done.class)
            .summary("Sets a timer.")
            .changes()
            .does((call, params) -> {
              Ledger opened = ledger.get();
              if (opened == null) {
                throw new BellhopException(ErrorCode.UNAVAILABLE, "starting");
              }
              return opened.write(
                  call.once(Done.class),
                  tx -> {
                    tx.set(
                        new Timer(
                            KIND,
                            params.id(),
                            tx.now().plusMillis(params.millis()),
                            new Json("\"" + params.id() + "\"")));
                    return new Done(params.id());
                  });
            }));
  }

  @Override
  public List<Namespace> namespaces() {
    return List.of(
        new Namespace(
            "probe",
            new History.Durable(null),
            Role.KNOWN,
            Set.of(),
            PresenceShown.NONE,
            Access.OPEN));
  }

  @Override
  public List<Projector> projectors() {
    return List.of(this);
  }

  @Override
  public List<Timer.Handler> timers() {
    return List.of(this);
  }

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public Consumer<Tx> project(List<Event> events) {
    return tx ->
        events.stream()
            .filter(event -> event.channel().name().equals("chat:lobby"))
            .filter(event -> event.type().equals("message"))
            .forEach(event -> tx.append(SEEN, "seen", new Seen(event.offset()), null));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void fire(Tx tx, Timer timer) {
    tx.append(FIRED, "fired", new Fired(timer.data()), null);
  }
}
