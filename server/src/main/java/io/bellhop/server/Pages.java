package io.bellhop.server;

import static java.util.Objects.requireNonNull;

import io.bellhop.docs.Document;
import io.bellhop.engine.Registry;
import io.bellhop.sql.SqlLedger;
import io.bellhop.transport.Page;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the server says about itself: health, metrics, documents of its interfaces. */
final class Pages {
  private final Registry registry;
  private final SqlLedger ledger;
  private final Metrics metrics;
  private final BooleanSupplier draining;

  Pages(Registry registry, SqlLedger ledger, Metrics metrics, BooleanSupplier draining) {
    this.registry = registry;
    this.ledger = ledger;
    this.metrics = metrics;
    this.draining = draining;
  }

  Map<String, Supplier<Page>> byPath() {
    return Map.of(
        "/health",
        () -> Page.json(200, "{\"status\":\"up\"}"),
        "/ready",
        this::ready,
        "/metrics",
        () -> new Page(200, Metrics.CONTENT_TYPE, metrics.text()),
        "/openapi.json",
        once(() -> Document.openApi(registry)),
        "/openrpc.json",
        once(() -> Document.openRpc(registry)),
        "/asyncapi.json",
        once(() -> Document.asyncApi(registry)));
  }

  /** A document that stays as it is, made when it is first asked for. */
  private static Supplier<Page> once(Supplier<String> document) {
    AtomicReference<@Nullable Page> made = new AtomicReference<>();
    return () ->
        requireNonNull(
            made.updateAndGet(page -> page == null ? Page.json(200, document.get()) : page));
  }

  /** Whether this node should get new clients: its store is there and it stays. */
  private Page ready() {
    boolean store = ledger.ready();
    boolean ready = store && !draining.getAsBoolean();
    return Page.json(
        ready ? 200 : 503,
        "{\"ready\":%b,\"store\":%b,\"draining\":%b}"
            .formatted(ready, store, draining.getAsBoolean()));
  }
}
