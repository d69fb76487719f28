package dev.stator.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stator.client.BatchGetItemRequest;
import dev.stator.client.BlockingPages;
import dev.stator.client.ConditionalCheckFailedException;
import dev.stator.client.DeleteItemRequest;
import dev.stator.client.DynamoClient;
import dev.stator.client.DynamoException;
import dev.stator.client.GetItemRequest;
import dev.stator.client.GetItemResponse;
import dev.stator.client.KeysAndAttributes;
import dev.stator.client.PutItemRequest;
import dev.stator.client.QueryRequest;
import dev.stator.client.ScanRequest;
import dev.stator.client.TransactWriteItemsRequest;
import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The spans of a client's calls. */
@Timeout(60)
class SpansTest extends Telemetry {
  /** How a thread may make a call. */
  enum Way {
    ASYNCHRONOUS,
    BLOCKING,
    ON_A_VIRTUAL_THREAD;

    void get(DynamoClient client, GetItemRequest request) {
      switch (this) {
        case ASYNCHRONOUS -> client.getItem(request).join();
        case BLOCKING -> client.blocking().getItem(request);
        case ON_A_VIRTUAL_THREAD -> {
          CompletableFuture<GetItemResponse> answer = new CompletableFuture<>();
          startVirtualThread(
              Context.current()
                  .wrap(
                      () -> {
                        try {
                          answer.complete(client.blocking().getItem(request));
                        } catch (RuntimeException e) {
                          answer.completeExceptionally(e);
                        }
                      }));
          answer.join();
        }
      }
    }

    /** By reflection, since this is compiled for JDK 17. */
    private static void startVirtualThread(Runnable task) {
      assumeTrue(Runtime.version().feature() >= 21, "needs a JDK with virtual threads");
      try {
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aCallIsAChildOfWhatIsCurrentWhereItIsMade(Way way) {
    DynamoClient client = client();
    Span caller = tracer.spanBuilder("caller").startSpan();

    within(caller, () -> way.get(client, GET));

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

    assertThatThrownBy(() -> open(builder().maxAttempts(1)).blocking().getItem(GET))
        .isInstanceOf(DynamoException.class);

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
    assertThatThrownBy(
            () ->
                client
                    .blocking()
                    .putItem(
                        PutItemRequest.builder("orders", key.toItem())
                            .conditionExpression("attribute_not_exists(id)")
                            .build()))
        .isInstanceOf(DynamoException.class);
    assertThatThrownBy(
            () -> client.blocking().putItem(PutItemRequest.builder("absent", key.toItem()).build()))
        .isInstanceOf(DynamoException.class);
    assertThatThrownBy(() -> client.blocking().execute("GetItem", "{\"Key\":\"" + secret + "\"}"))
        .isInstanceOf(DynamoException.class);
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

    BlockingPages pages =
        client.blocking().scanPages(ScanRequest.builder("orders").limit(2).build());

    within(caller, () -> assertThat(pages.items()).hasSize(5));

    assertThat(calls()).hasSize(3);
    assertThat(calls())
        .extracting(SpanData::getParentSpanId)
        .containsOnly(caller.getSpanContext().getSpanId());
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
  void whereThereIsNoSdkNothingHappens() {
    DynamoClient client = open(builder().listener(OpenTelemetryListener.of(OpenTelemetry.noop())));

    assertThat(client.getItem(GET).join().item()).isNull();
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void callsThatTheSdkMakesAreSpansToo() {
    assertThat(client().blocking().control().listTables()).containsExactly("orders");

    assertThat(call().getName()).isEqualTo("ListTables");
  }
}
