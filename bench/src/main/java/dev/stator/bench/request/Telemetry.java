package dev.stator.bench.request;

import dev.stator.client.DynamoClient;
import dev.stator.otel.OpenTelemetryListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Collection;

/**
 * Clients that OpenTelemetry listens to. Its SDK is as a program would have it: spans in batches,
 * metrics each second; what it exports goes nowhere, so that none of the cost is an exporter's.
 * Requests go to a table whose answers tell their capacity, as the listener asks them to.
 */
final class Telemetry {
  private Telemetry() {}

  /** With no SDK behind it. */
  static Load none(Endpoint endpoint, Work work, int inFlight) {
    return open(endpoint, work, inFlight, OpenTelemetry.noop(), () -> {});
  }

  /** With an SDK that keeps this share of the spans, and all metrics. */
  static Load keeping(double share, Endpoint endpoint, Work work, int inFlight) {
    OpenTelemetrySdk sdk = sdk(share);
    return open(endpoint, work, inFlight, sdk, sdk::close);
  }

  private static Load open(
      Endpoint endpoint, Work work, int inFlight, OpenTelemetry to, Runnable close) {
    DynamoClient client =
        StatorLoad.builder(endpoint, inFlight).listener(OpenTelemetryListener.of(to)).build();
    return StatorLoad.async(client, work, Endpoint.TELLING_TABLE, close);
  }

  private static OpenTelemetrySdk sdk(double share) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(BatchSpanProcessor.builder(SpanExporter.composite()).build())
                .build())
        .setMeterProvider(
            SdkMeterProvider.builder()
                .registerMetricReader(
                    PeriodicMetricReader.builder(new NoMetrics())
                        .setInterval(Duration.ofSeconds(1))
                        .build())
                .build())
        .build();
  }

  private static final class NoMetrics implements MetricExporter {
    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
