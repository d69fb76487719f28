package dev.stator.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stator.client.Attempt;
import dev.stator.client.BatchGetItemRequest;
import dev.stator.client.CallObserver;
import dev.stator.client.ConditionalCheckFailedException;
import dev.stator.client.DeleteItemRequest;
import dev.stator.client.DynamoClient;
import dev.stator.client.DynamoClientBuilder;
import dev.stator.client.ExecuteStatementRequest;
import dev.stator.client.GetItemRequest;
import dev.stator.client.Hedging;
import dev.stator.client.KeysAndAttributes;
import dev.stator.client.PutItemRequest;
import dev.stator.client.QueryRequest;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.client.ScanRequest;
import dev.stator.client.TransactWriteItemsRequest;
import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What OpenTelemetry's SDK gets to see of a client's calls. */
@Timeout(60)
class OpenTelemetryListenerTest {
  private static final Key KEY = Key.of("id", "o-17");
  private static final GetItemRequest GET = GetItemRequest.builder("orders", KEY).build();

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
          .build();
  private final Tracer tracer = telemetry.getTracer("test");
  private final FakeDynamoDb dynamo =
      FakeDynamoDb.start().createTable("orders", KeySchema.of("id", AttributeType.S));
  private final List<DynamoClient> opened = new ArrayList<>();

  private DynamoClientBuilder builder() {
    return DynamoClient.builder()
        .environment(Map.of())
        .region("eu-west-1")
        .endpoint(dynamo.endpoint())
        .credentials("AKID", "s3cr3t")
        .listener(OpenTelemetryListener.of(telemetry));
  }

  private DynamoClient client() {
    return open(builder());
  }

  private DynamoClient open(DynamoClientBuilder builder) {
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

  /** The client's spans, in the order in which they ended. */
  private List<SpanData> calls() {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getKind() == SpanKind.CLIENT)
        .toList();
  }

  private SpanData call() {
    assertThat(calls()).hasSize(1);
    return calls().get(0);
  }

  private static <T> T of(SpanData span, AttributeKey<T> key) {
    return span.getAttributes().get(key);
  }

  /** The units that were counted, by their attributes. */
  private Map<Attributes, Double> units() {
    Map<Attributes, Double> units = new HashMap<>();
    for (DoublePointData point : metric(Instruments.CAPACITY).getDoubleSumData().getPoints()) {
      units.put(point.getAttributes(), point.getValue());
    }
    return units;
  }

  private MetricData metric(String name) {
    return metrics.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Attributes taken(String operation, String table, String index, String type) {
    return Attributes.builder()
        .put("db.system.name", "aws.dynamodb")
        .put("db.operation.name", operation)
        .put("cloud.region", "eu-west-1")
        .put("db.collection.name", table)
        .put("aws.dynamodb.index_name", index)
        .put("stator.capacity.type", type)
        .build();
  }

  /** How a thread may make a call. */
  enum Way {
    ASYNCHRONOUS((client, request) -> client.getItem(request).join()),
    BLOCKING((client, request) -> client.blocking().getItem(request)),
    ON_A_VIRTUAL_THREAD(
        (client, request) -> {
          CompletableFuture<Void> done = new CompletableFuture<>();
          Context context = Context.current();
          startVirtualThread(
              () -> {
                try (Scope current = context.makeCurrent()) {
                  client.blocking().getItem(request);
                  done.complete(null);
                } catch (RuntimeException e) {
                  done.completeExceptionally(e);
                }
              });
          done.join();
        });

    private final BiConsumer<DynamoClient, GetItemRequest> call;

    Way(BiConsumer<DynamoClient, GetItemRequest> call) {
      this.call = call;
    }

    void get(DynamoClient client, GetItemRequest request) {
      call.accept(client, request);
    }

    private static void startVirtualThread(Runnable task) {
      Method start = null;
      try {
        start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      } catch (NoSuchMethodException older) {
        // The assumption says it.
      }
      assumeTrue(start != null, "needs a JDK with virtual threads");
      try {
        start.invoke(null, task);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aCallIsAChildOfWhatIsCurrentWhereItIsMade(Way way) {
    DynamoClient client = client();
    Span caller = tracer.spanBuilder("caller").startSpan();

    try (Scope current = caller.makeCurrent()) {
      way.get(client, GET);
    }

    assertThat(call().getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
    assertThat(call().getTraceId()).isEqualTo(caller.getSpanContext().getTraceId());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aCallHasEndedWhenItsCallerHasTheAnswer(Way way) {
    way.get(client(), GET);

    assertThat(call().hasEnded()).isTrue();
    assertThat(call().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void aSpanIsNamedAndDescribedAsTheConventionsWant() {
    String capacity =
        "{\"TableName\":\"orders\",\"CapacityUnits\":1,\"Table\":{\"CapacityUnits\":1}}";
    dynamo.when(Operation.GET_ITEM).answer("{\"ConsumedCapacity\":" + capacity + "}");

    client()
        .getItem(GET.toBuilder().consistentRead(true).projectionExpression("id").build())
        .join();

    assertThat(call().getName()).isEqualTo("GetItem orders");
    assertThat(call().getInstrumentationScopeInfo().getName()).isEqualTo("dev.stator.otel");
    assertThat(call().getInstrumentationScopeInfo().getSchemaUrl()).endsWith("/1.44.0");
    Attributes described =
        call().getAttributes().toBuilder()
            .remove(Keys.REQUEST_ID)
            .remove(Keys.CONSUMED_CAPACITY)
            .build();
    assertThat(described)
        .isEqualTo(
            Attributes.builder()
                .put("db.system.name", "aws.dynamodb")
                .put("db.operation.name", "GetItem")
                .put("db.collection.name", "orders")
                .put("server.address", "127.0.0.1")
                .put("server.port", (long) dynamo.port())
                .put("cloud.region", "eu-west-1")
                .put(Keys.TABLE_NAMES, List.of("orders"))
                .put("aws.dynamodb.consistent_read", true)
                .put("aws.dynamodb.projection", "id")
                .build());
    assertThat(of(call(), Keys.REQUEST_ID)).isNotEmpty();
    assertThat(of(call(), Keys.CONSUMED_CAPACITY)).containsExactly(capacity);
  }

  @Test
  void aReadingSaysWhatItAskedForAndHowMuchWasReadForIt() {
    dynamo
        .when(Operation.QUERY)
        .answer("{\"Items\":[{\"id\":{\"S\":\"a\"}}],\"Count\":1,\"ScannedCount\":9}");

    client()
        .query(
            QueryRequest.builder("orders")
                .indexName("by-date")
                .keyConditionExpression("id = :id")
                .expressionAttributeValues(Map.of(":id", AttributeValue.of("a")))
                .limit(9)
                .scanIndexForward(false)
                .build())
        .join();

    assertThat(of(call(), Keys.INDEX_NAME)).isEqualTo("by-date");
    assertThat(of(call(), Keys.LIMIT)).isEqualTo(9);
    assertThat(of(call(), Keys.SCAN_FORWARD)).isFalse();
    assertThat(of(call(), Keys.COUNT)).isEqualTo(1);
    assertThat(of(call(), Keys.SCANNED_COUNT)).isEqualTo(9);
  }

  @Test
  void attemptsThatFailedAreEventsOfACallThatSucceeded() {
    dynamo.when(Operation.GET_ITEM).calls(1, 2).then(Fault.throttled());

    client().getItem(GET).join();

    assertThat(call().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(of(call(), Keys.ERROR_TYPE)).isNull();
    assertThat(of(call(), Keys.ATTEMPTS)).isEqualTo(3);
    assertThat(call().getEvents())
        .extracting(event -> event.getName(), event -> event.getAttributes().get(Keys.ATTEMPT))
        .containsExactly(tuple("stator.attempt.failed", 1L), tuple("stator.attempt.failed", 2L));
    Attributes first = call().getEvents().get(0).getAttributes();
    assertThat(first.get(Keys.ERROR_TYPE)).isEqualTo("ProvisionedThroughputExceededException");
    assertThat(first.get(Keys.HTTP_STATUS)).isEqualTo(400);
    assertThat(first.get(Keys.REQUEST_ID)).isNotEmpty();
  }

  @Test
  void aRefusalIsAnErrorOfTheServicesCode() {
    Throwable thrown =
        catchThrowable(
            () ->
                client()
                    .blocking()
                    .deleteItem(
                        DeleteItemRequest.builder("orders", KEY)
                            .conditionExpression("attribute_exists(id)")
                            .build()));

    assertThat(thrown).isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(call().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(of(call(), Keys.ERROR_TYPE)).isEqualTo("ConditionalCheckFailedException");
    assertThat(of(call(), Keys.RESPONSE_STATUS)).isEqualTo("ConditionalCheckFailedException");
  }

  @Test
  void aCallWithoutAnAnswerIsAnErrorOfItsReason() {
    dynamo.when(Operation.GET_ITEM).then(Fault.reset());

    catchThrowable(() -> open(builder().maxAttempts(1)).blocking().getItem(GET));

    assertThat(call().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(of(call(), Keys.ERROR_TYPE)).isEqualTo("disconnected");
    assertThat(of(call(), Keys.RESPONSE_STATUS)).isNull();
  }

  @Test
  void nothingOfAnItemNorAnySecretIsTold() {
    String secret = "attack at dawn";
    dynamo.put("orders", Item.builder().put("id", secret).build());
    DynamoClient client = client();
    Key key = Key.of("id", secret);
    catchThrowable(
        () ->
            client
                .blocking()
                .putItem(
                    PutItemRequest.builder("orders", key.toItem())
                        .conditionExpression("attribute_not_exists(id)")
                        .build()));
    catchThrowable(
        () -> client.blocking().putItem(PutItemRequest.builder("absent", key.toItem()).build()));
    catchThrowable(() -> client.blocking().execute("GetItem", "{\"Key\":\"" + secret + "\"}"));
    client.getItem(GetItemRequest.builder("orders", key).build()).join();
    client
        .query(
            QueryRequest.builder("orders")
                .keyConditionExpression("id = :id")
                .expressionAttributeValues(Map.of(":id", AttributeValue.of(secret)))
                .build())
        .join();

    assertThat(calls()).hasSize(5);
    assertThat(calls().toString() + metrics.collectAllMetrics())
        .contains("ConditionalCheckFailedException")
        .doesNotContain("dawn")
        .doesNotContain("s3cr3t");
  }

  @Test
  void aCancelledCallEndsAtOnce() {
    CountDownLatch never = new CountDownLatch(1);
    dynamo.when(Operation.GET_ITEM).then(Fault.waitFor(never));

    client().getItem(GET).cancel(false);

    assertThat(of(call(), Keys.ERROR_TYPE)).isEqualTo("java.util.concurrent.CancellationException");
    never.countDown();
  }

  @Test
  void pagesAreChildrenOfWhatWasCurrentWhereTheReadingBegan() {
    dynamo.put(
        "orders",
        IntStream.range(0, 5)
            .mapToObj(n -> Item.builder().put("id", "o-" + n).build())
            .toArray(Item[]::new));
    DynamoClient client = client();
    Span caller = tracer.spanBuilder("caller").startSpan();

    try (Scope current = caller.makeCurrent();
        var items =
            client.blocking().scanPages(ScanRequest.builder("orders").limit(2).build()).items()) {
      assertThat(items).hasSize(5);
    }

    assertThat(calls()).hasSize(3);
    assertThat(calls())
        .extracting(SpanData::getParentSpanId)
        .containsOnly(caller.getSpanContext().getSpanId());
  }

  @Test
  void aSecondRequestIsPartOfTheSameSpanAndWhatBothTookIsCounted() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    dynamo.when(Operation.GET_ITEM).call(1).then(Fault.waitFor(slow));
    CountDownLatch both = new CountDownLatch(2);
    OpenTelemetryListener listener = OpenTelemetryListener.of(telemetry);
    DynamoClient client =
        open(
            builder()
                .listener(
                    call -> {
                      CallObserver observer = listener.started(call);
                      return new CallObserver() {
                        @Override
                        public void attempted(Attempt attempt) {
                          observer.attempted(attempt);
                          both.countDown();
                        }

                        @Override
                        public void ended(@Nullable Throwable failure) {
                          observer.ended(failure);
                        }
                      };
                    })
                .hedging(Hedging.after(Duration.ofMillis(1)).extra(1)));
    GetItemRequest get =
        GET.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();

    client.getItem(get).join();
    assertThat(call().hasEnded()).isTrue();
    slow.countDown();
    both.await();

    assertThat(calls()).hasSize(1);
    assertThat(units()).containsExactly(Map.entry(taken("GetItem", "orders", null, "read"), 1.0));
  }

  @Test
  void aBatchSaysHowManyOperationsItHasAndOfWhichTables() {
    dynamo.createTable("customers", KeySchema.of("id", AttributeType.S));
    dynamo.when(Operation.TRANSACT_WRITE_ITEMS).answer("{}");
    DynamoClient client = client();

    client
        .transactWriteItems(
            TransactWriteItemsRequest.builder()
                .add(
                    PutItemRequest.builder("orders", KEY.toItem()).build(),
                    PutItemRequest.builder("customers", KEY.toItem()).build())
                .build())
        .join();
    client
        .batchGetItem(
            BatchGetItemRequest.of(
                Map.of("orders", KeysAndAttributes.of(List.of(KEY, Key.of("id", "b"))))))
        .join();

    SpanData transaction = calls().get(0);
    assertThat(transaction.getName()).isEqualTo("TransactWriteItems");
    assertThat(of(transaction, Keys.COLLECTION)).isNull();
    assertThat(of(transaction, Keys.TABLE_NAMES)).containsExactly("orders", "customers");
    assertThat(of(transaction, Keys.BATCH_SIZE)).isEqualTo(2);
    SpanData keys = calls().get(1);
    assertThat(keys.getName()).isEqualTo("BatchGetItem orders");
    assertThat(of(keys, Keys.BATCH_SIZE)).isNull();
  }

  @Test
  void theDurationOfACallIsMeasuredWithItsErrorInTheConventionsBuckets() {
    dynamo.when(Operation.GET_ITEM).call(1).then(Fault.error(400, "ValidationException", "no"));
    DynamoClient client = client();
    catchThrowable(() -> client.blocking().getItem(GET));
    client.getItem(GET).join();

    MetricData duration = metric("db.client.operation.duration");
    assertThat(duration.getUnit()).isEqualTo("s");
    assertThat(duration.getHistogramData().getPoints())
        .hasSize(2)
        .allSatisfy(
            point -> {
              assertThat(point.getBoundaries())
                  .containsExactly(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);
              assertThat(point.getCount()).isEqualTo(1);
              assertThat(point.getAttributes().get(Keys.COLLECTION)).isEqualTo("orders");
              assertThat(point.getAttributes().get(Keys.OPERATION)).isEqualTo("GetItem");
            });
    assertThat(duration.getHistogramData().getPoints())
        .extracting((HistogramPointData point) -> point.getAttributes().get(Keys.ERROR_TYPE))
        .containsExactlyInAnyOrder(null, "ValidationException");
  }

  @Test
  void capacityIsCountedByTableIndexAndOperation() {
    dynamo
        .when(Operation.PUT_ITEM)
        .answer(
            "{\"ConsumedCapacity\":{\"TableName\":\"orders\",\"CapacityUnits\":6,"
                + "\"Table\":{\"CapacityUnits\":1},"
                + "\"LocalSecondaryIndexes\":{\"by-day\":{\"CapacityUnits\":2}},"
                + "\"GlobalSecondaryIndexes\":{\"by-date\":{\"CapacityUnits\":3}}}}");
    DynamoClient client = client();
    PutItemRequest put = PutItemRequest.builder("orders", KEY.toItem()).build();
    client.putItem(put).join();
    client.putItem(put).join();

    assertThat(new String(dynamo.requests(Operation.PUT_ITEM).get(0).body(), UTF_8))
        .contains("\"ReturnConsumedCapacity\":\"INDEXES\"");
    assertThat(metric(Instruments.CAPACITY).getUnit()).isEqualTo("{capacity_unit}");
    assertThat(units())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                taken("PutItem", "orders", null, "write"), 2.0,
                taken("PutItem", "orders", "by-day", "write"), 4.0,
                taken("PutItem", "orders", "by-date", "write"), 6.0));
  }

  @Test
  void capacityOfWhichOnlyTheSumIsToldIsThatOfTheIndexThatWasRead() {
    dynamo
        .when(Operation.QUERY)
        .answer(
            "{\"Items\":[],\"Count\":0,\"ScannedCount\":0,"
                + "\"ConsumedCapacity\":{\"TableName\":\"orders\",\"CapacityUnits\":0.5}}");

    client().query(QueryRequest.builder("orders").indexName("by-date").build()).join();

    assertThat(units())
        .containsExactly(Map.entry(taken("Query", "orders", "by-date", "read"), 0.5));
  }

  @Test
  void capacityIsReadOrWrittenAsTheAnswerSaysWhereItDoes() {
    dynamo
        .when(Operation.EXECUTE_STATEMENT)
        .answer(
            "{\"ConsumedCapacity\":{\"TableName\":\"orders\",\"CapacityUnits\":3,"
                + "\"ReadCapacityUnits\":1,\"WriteCapacityUnits\":2}}");

    client().executeStatement(ExecuteStatementRequest.of("UPDATE orders SET a = 1")).join();

    assertThat(units())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                taken("ExecuteStatement", "orders", null, "read"), 1.0,
                taken("ExecuteStatement", "orders", null, "write"), 2.0));
  }

  @Test
  void requestsAreLeftAsTheyAreWhereCapacityIsNotToBeAskedFor() {
    open(builder().listener(OpenTelemetryListener.of(telemetry).withoutAskingForCapacity()))
        .getItem(GET)
        .join();

    assertThat(new String(dynamo.requests(Operation.GET_ITEM).get(0).body(), UTF_8))
        .doesNotContain("ReturnConsumedCapacity");
  }

  @Test
  void whereThereIsNoSdkNothingHappens() {
    DynamoClient client = open(builder().listener(OpenTelemetryListener.of(OpenTelemetry.noop())));

    assertThat(client.getItem(GET).join().item()).isNull();
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void callsThatTheSdkMakesAreSpansToo() {
    client().control().describeTable("orders");

    assertThat(call().getName()).isEqualTo("DescribeTable orders");
  }
}
