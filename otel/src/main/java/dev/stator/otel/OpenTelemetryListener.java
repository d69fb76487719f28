package dev.stator.otel;

import dev.stator.client.CallObserver;
import dev.stator.client.CallStart;
import dev.stator.client.ClientListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each call of a {@link dev.stator.client.DynamoClient}, and measures how long it
 * takes and what capacity it consumes, by OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/semconv/database/dynamodb/">conventions for databases
 * and DynamoDB</a>, version 1.44.
 *
 * <pre>{@code
 * DynamoClient client =
 *     DynamoClient.builder().listener(OpenTelemetryListener.of(openTelemetry)).build();
 * }</pre>
 *
 * <p>A span is a child of what is current where the call is made. That of a page, of a request of a
 * batch, or of a request for a stream's records is a child of what was current where the publisher
 * was subscribed to, or the reader made. It covers all attempts; each that failed is an event of
 * it.
 *
 * <p>Nothing of an item is in what it tells, nor are keys, values, statements or credentials: an
 * error has its type, and not its message, which can have keys and values. Only OpenTelemetry's API
 * is used: where there is no SDK behind it nothing happens, but for requests that say what they
 * take.
 *
 * <p>Immutable, safe for use by many threads; may serve several clients.
 */
public final class OpenTelemetryListener implements ClientListener {
  /** What these spans and metrics say they come from. */
  static final String SCOPE = "dev.stator.otel";

  private static final String SCHEMA = "https://opentelemetry.io/schemas/1.44.0";

  private final Tracer tracer;
  private final Instruments instruments;
  private final boolean capacity;
  private final @Nullable Context caller;

  private OpenTelemetryListener(
      Tracer tracer, Instruments instruments, boolean capacity, @Nullable Context caller) {
    this.tracer = tracer;
    this.instruments = instruments;
    this.capacity = capacity;
    this.caller = caller;
  }

  /** A listener that tells everything to these providers of tracers and meters. */
  public static OpenTelemetryListener of(OpenTelemetry openTelemetry) {
    String version = OpenTelemetryListener.class.getPackage().getImplementationVersion();
    String known = version == null ? "dev" : version;
    Tracer tracer =
        openTelemetry
            .getTracerProvider()
            .tracerBuilder(SCOPE)
            .setInstrumentationVersion(known)
            .setSchemaUrl(SCHEMA)
            .build();
    Instruments instruments =
        new Instruments(
            openTelemetry
                .getMeterProvider()
                .meterBuilder(SCOPE)
                .setInstrumentationVersion(known)
                .setSchemaUrl(SCHEMA)
                .build());
    return new OpenTelemetryListener(tracer, instruments, true, null);
  }

  /**
   * The same, without making requests say what capacity they take: it is then known only of those
   * that ask for it themselves. Without this, every request asks for it by index, unless it says
   * otherwise; the answers are longer by about a hundred bytes, and pages whose bytes are handed
   * out are searched for it.
   */
  public OpenTelemetryListener withoutAskingForCapacity() {
    return new OpenTelemetryListener(tracer, instruments, false, caller);
  }

  @Override
  public CallObserver started(CallStart call) {
    long began = System.nanoTime();
    Context parent = caller == null ? Context.current() : caller;
    Span span =
        tracer
            .spanBuilder(CallAttributes.spanName(call))
            .setSpanKind(SpanKind.CLIENT)
            .setParent(parent)
            .setAllAttributes(CallAttributes.identity(call))
            .startSpan();
    if (span.isRecording()) {
      span.setAllAttributes(CallAttributes.details(call));
    }
    return new ObservedCall(call, span, parent.with(span), instruments, began);
  }

  @Override
  public ClientListener here() {
    return new OpenTelemetryListener(tracer, instruments, capacity, Context.current());
  }

  @Override
  public boolean wantsCapacity() {
    return capacity;
  }
}
