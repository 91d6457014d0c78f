package io.bellhop.server;

import io.bellhop.engine.hub.HubStats;
import io.bellhop.protocol.CloseCode;
import io.bellhop.sql.LedgerStats;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What this server counts, by the names it has in Prometheus. */
final class ServerMetrics {
  private ServerMetrics() {}

  static Metrics of(HubStats hub, LedgerStats ledger) {
    Metrics metrics = new Metrics();
    addHub(metrics, hub);
    addLedger(metrics, ledger);
    addProcess(metrics);
    return metrics;
  }

  private static void addHub(Metrics metrics, HubStats hub) {
    metrics.gauge("bellhop_sessions", "Open sessions.", () -> (double) hub.sessions.sum());
    metrics.gauge(
        "bellhop_subscriptions", "Open subscriptions.", () -> (double) hub.subscriptions.sum());
    counter(metrics, "bellhop_sessions_opened_total", "Sessions opened.", hub.sessionsOpened);
    counter(metrics, "bellhop_events_total", "Events delivered by shards.", hub.events);
    counter(
        metrics, "bellhop_deliveries_total", "Deliveries of events to sessions.", hub.deliveries);
    counter(
        metrics,
        "bellhop_signals_dropped_total",
        "Signals dropped because a session was behind.",
        hub.signalsDropped);
    counter(metrics, "bellhop_replays_total", "Replays of missed events.", hub.replays);
    counter(
        metrics, "bellhop_replayed_events_total", "Events sent in replays.", hub.replayedEvents);
    counter(metrics, "bellhop_calls_total", "Method calls.", hub.calls);
    counter(metrics, "bellhop_call_errors_total", "Method calls that failed.", hub.errors);
    metrics.counters(
        "bellhop_sessions_ended_total", "Sessions ended by the server.", "code", closes(hub));
  }

  private static Map<String, LongSupplier> closes(HubStats hub) {
    return Arrays.stream(CloseCode.values())
        .collect(Collectors.toMap(CloseCode::wireName, code -> hub.closed(code)::sum));
  }

  private static void addLedger(Metrics metrics, LedgerStats ledger) {
    metrics.counter("bellhop_ledger_commits_total", "Group commits.", ledger::commits);
    metrics.counter("bellhop_ledger_writes_total", "Writes committed.", ledger::writes);
    metrics.counter("bellhop_ledger_events_total", "Events committed.", ledger::events);
    metrics.counter("bellhop_ledger_failures_total", "Writes the store failed.", ledger::failures);
    metrics.counter("bellhop_ledger_retries_total", "Transactions run again.", ledger::retries);
    metrics.counter("bellhop_ledger_refused_total", "Writes refused at the door.", ledger::refused);
    metrics.counter(
        "bellhop_ledger_commit_milliseconds_total",
        "Time in group commits.",
        () -> ledger.commitNanos() / 1_000_000);
    metrics.gauge("bellhop_ledger_queue", "Writes that wait.", ledger::queued);
  }

  private static void addProcess(Metrics metrics) {
    Runtime runtime = Runtime.getRuntime();
    metrics.gauge(
        "jvm_memory_used_bytes",
        "Used heap.",
        () -> (double) (runtime.totalMemory() - runtime.freeMemory()));
    metrics.gauge("jvm_memory_max_bytes", "Largest heap.", () -> (double) runtime.maxMemory());
  }

  private static void counter(Metrics metrics, String name, String help, LongAdder adder) {
    metrics.counter(name, help, adder::sum);
  }
}
