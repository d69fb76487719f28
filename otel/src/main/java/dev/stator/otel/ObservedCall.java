package dev.stator.otel;

import dev.stator.client.Attempt;
import dev.stator.client.CallObserver;
import dev.stator.client.CallStart;
import dev.stator.client.ConsumedCapacity;
import dev.stator.client.DynamoException;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/*
 * There is no state to guard but the span's own: what an attempt tells is set at once, so that of two
 * the later counts; and what comes after the end, from an attempt that nobody waited for, only adds
 * to the consumed capacity, as an ended span takes no more.
 */

/** One call on its way. */
final class ObservedCall implements CallObserver {
  static final String FAILED_ATTEMPT = "stator.attempt.failed";

  private static final double NANOS = 1e9;

  private final CallStart call;
  private final Span span;
  private final Context context;
  private final Instruments instruments;
  private final long began;

  /**
   * @param began the {@link System#nanoTime} at which it began
   */
  ObservedCall(CallStart call, Span span, Context context, Instruments instruments, long began) {
    this.call = call;
    this.span = span;
    this.context = context;
    this.instruments = instruments;
    this.began = began;
  }

  @Override
  public void attempted(Attempt attempt) {
    for (ConsumedCapacity consumed : attempt.consumedCapacity()) {
      instruments.consumed(call, consumed, context);
    }
    if (!span.isRecording()) {
      return;
    }
    AttributesBuilder attributes = Attributes.builder();
    CallAttributes.put(attributes, Keys.REQUEST_ID, attempt.requestId());
    if (attempt.call().attempts() > 1) {
      attributes.put(Keys.ATTEMPTS, (long) attempt.call().attempts());
    }
    CallAttributes.put(attributes, Keys.COUNT, attempt.count());
    CallAttributes.put(attributes, Keys.SCANNED_COUNT, attempt.scannedCount());
    if (!attempt.consumedCapacity().isEmpty()) {
      attributes.put(
          Keys.CONSUMED_CAPACITY,
          attempt.consumedCapacity().stream().map(CapacityJson::of).toList());
    }
    span.setAllAttributes(attributes.build());
    DynamoException error = attempt.error();
    if (error != null) {
      span.addEvent(FAILED_ATTEMPT, failed(attempt, error));
    }
  }

  private static Attributes failed(Attempt attempt, DynamoException error) {
    AttributesBuilder attributes =
        Attributes.builder().put(Keys.ATTEMPT, (long) attempt.call().attempts());
    Failures.put(attributes, error);
    if (attempt.status() > 0) {
      attributes.put(Keys.HTTP_STATUS, (long) attempt.status());
    }
    CallAttributes.put(attributes, Keys.REQUEST_ID, attempt.requestId());
    if (attempt.hedge()) {
      attributes.put(Keys.HEDGE, true);
    }
    return attributes.build();
  }

  @Override
  public void ended(@Nullable Throwable failure) {
    Attributes attributes = CallAttributes.identity(call);
    if (failure != null) {
      AttributesBuilder failed = Attributes.builder();
      Failures.put(failed, failure);
      span.setAllAttributes(failed.build());
      span.setStatus(StatusCode.ERROR);
      attributes = failed.putAll(attributes).build();
    }
    instruments.took((System.nanoTime() - began) / NANOS, attributes, context);
    span.end();
  }
}
