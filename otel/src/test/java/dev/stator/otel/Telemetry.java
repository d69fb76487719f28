package dev.stator.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.client.DynamoClient;
import dev.stator.client.DynamoClientBuilder;
import dev.stator.client.GetItemRequest;
import dev.stator.item.AttributeType;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A client of a fake DynamoDB, and what OpenTelemetry's SDK gets to see of its calls. */
abstract class Telemetry {
  static final Key KEY = Key.of("id", "o-17");
  static final GetItemRequest GET = GetItemRequest.builder("orders", KEY).build();

  final InMemorySpanExporter spans = InMemorySpanExporter.create();
  final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
          .build();
  final Tracer tracer = telemetry.getTracer("test");
  final FakeDynamoDb dynamo =
      FakeDynamoDb.start().createTable("orders", KeySchema.of("id", AttributeType.S));
  private final List<DynamoClient> opened = new ArrayList<>();

  DynamoClientBuilder builder() {
    return DynamoClient.builder()
        .environment(Map.of())
        .region("eu-west-1")
        .endpoint(dynamo.endpoint())
        .credentials("AKID", "s3cr3t")
        .listener(OpenTelemetryListener.of(telemetry));
  }

  DynamoClient client() {
    return open(builder());
  }

  DynamoClient open(DynamoClientBuilder builder) {
    DynamoClient client = builder.build();
    opened.add(client);
    return client;
  }

  @AfterEach
  void closeEverything() {
    opened.forEach(DynamoClient::close);
    dynamo.close();
    telemetry.close();
  }

  /** Does something while a span is current. */
  static void within(Span span, Runnable task) {
    Context.current().with(span).wrap(task).run();
  }

  /** The client's spans, in the order in which they ended. */
  List<SpanData> calls() {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getKind() == SpanKind.CLIENT)
        .toList();
  }

  SpanData call() {
    assertThat(calls()).hasSize(1);
    return calls().get(0);
  }

  static <T> T of(SpanData span, AttributeKey<T> key) {
    return span.getAttributes().get(key);
  }

  /** The units that were counted, by their attributes. */
  Map<Attributes, Double> units() {
    Map<Attributes, Double> units = new HashMap<>();
    for (DoublePointData point : metric(Instruments.CAPACITY).getDoubleSumData().getPoints()) {
      units.put(point.getAttributes(), point.getValue());
    }
    return units;
  }

  MetricData metric(String name) {
    return metrics.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Attributes taken(String operation, String table, @Nullable String index, String type) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put("db.system.name", "aws.dynamodb")
            .put("db.operation.name", operation)
            .put("cloud.region", "eu-west-1")
            .put("db.collection.name", table)
            .put("stator.capacity.type", type);
    if (index != null) {
      attributes.put("aws.dynamodb.index_name", index);
    }
    return attributes.build();
  }
}
