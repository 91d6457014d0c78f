package io.bellhop.tracing;

import io.bellhop.engine.Event;
import io.bellhop.engine.Principal;
import io.bellhop.engine.Role;
import io.bellhop.engine.Tracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends what it follows to an OpenTelemetry collector, in batches and in the background; what does
 * not fit into its queue of 2,048 spans is dropped. Names and attributes follow the semantic
 * conventions for RPC and messaging; nothing in them says who did something or what was said.
 */
public final class OpenTelemetryTracer implements Tracer, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final AttributeKey<String> SITE = AttributeKey.stringKey("bellhop.site");
  private static final AttributeKey<String> ROLE = AttributeKey.stringKey("bellhop.role");
  private static final AttributeKey<Long> RECEIVERS = AttributeKey.longKey("bellhop.receivers");
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.template");
  private static final AttributeKey<String> RPC = AttributeKey.stringKey("rpc.system");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");

  private static final Tracer.Span NOTHING = Tracer.NONE.step("");

  private final SdkTracerProvider provider;
  private final io.opentelemetry.api.trace.Tracer tracer;

  public OpenTelemetryTracer(TracingSettings settings) {
    provider =
        SdkTracerProvider.builder()
            .setResource(resource())
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.percent() / 100.0)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(settings.endpoint().toString())
                            .setTimeout(PATIENCE)
                            .build())
                    .setScheduleDelay(Duration.ofSeconds(1))
                    .build())
            .build();
    tracer = provider.get("io.bellhop");
  }

  private static Resource resource() {
    return Resource.getDefault()
        .merge(
            Resource.create(
                Attributes.of(
                    AttributeKey.stringKey("service.name"),
                    "bellhop",
                    AttributeKey.stringKey("service.instance.id"),
                    UUID.randomUUID().toString())));
  }

  /** Only a back end's word is taken that a call is to be followed: others could have all be. */
  @Override
  public Tracer.Span call(String method, Principal principal, @Nullable String parent) {
    Context context =
        parent == null || principal.role() != Role.BACKEND ? Context.root() : context(parent);
    return OpenSpan.of(
        tracer
            .spanBuilder(method)
            .setParent(context)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(RPC, "jsonrpc")
            .setAttribute(METHOD, method)
            .setAttribute(SITE, principal.site())
            .setAttribute(ROLE, principal.role().wireName())
            .startSpan());
  }

  @Override
  public Tracer.Span step(String name) {
    return OpenSpan.isFollowed() ? OpenSpan.of(tracer.spanBuilder(name).startSpan()) : NOTHING;
  }

  @Override
  public @Nullable String current() {
    return OpenSpan.traceparent();
  }

  /** From when the event was written until it is on its way to the receivers of this server. */
  @Override
  public void delivered(Event event, int receivers) {
    String trace = event.trace();
    if (trace != null) {
      tracer
          .spanBuilder("deliver " + event.channel().namespace())
          .setParent(context(trace))
          .setSpanKind(SpanKind.PRODUCER)
          .setStartTimestamp(event.at())
          .setAttribute(SYSTEM, "bellhop")
          .setAttribute(DESTINATION, event.channel().namespace() + ":{id}")
          .setAttribute(RECEIVERS, (long) receivers)
          .startSpan()
          .end();
    }
  }

  private static Context context(String trace) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), trace, Parent.GETTER);
  }

  /** The one header of a {@code traceparent}. */
  private enum Parent implements TextMapGetter<String> {
    GETTER;

    @Override
    public Iterable<String> keys(String trace) {
      return List.of("traceparent");
    }

    @Override
    public @Nullable String get(@Nullable String trace, String key) {
      return key.equals("traceparent") ? trace : null;
    }
  }

  /** Sends what it has, if that is soon done. */
  @Override
  public void close() {
    var _ = provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
