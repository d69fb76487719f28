package dev.stator.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.client.Attempt;
import dev.stator.client.CallObserver;
import dev.stator.client.DynamoClient;
import dev.stator.client.DynamoException;
import dev.stator.client.ExecuteStatementRequest;
import dev.stator.client.GetItemRequest;
import dev.stator.client.Hedging;
import dev.stator.client.PutItemRequest;
import dev.stator.client.QueryRequest;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is measured of a client's calls. */
@Timeout(60)
class MetricsTest extends Telemetry {
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
  void theDurationOfACallIsMeasuredWithItsErrorInTheConventionsBuckets() {
    dynamo.when(Operation.GET_ITEM).call(1).then(Fault.error(400, "ValidationException", "no"));
    DynamoClient client = client();
    assertThatThrownBy(() -> client.blocking().getItem(GET)).isInstanceOf(DynamoException.class);
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
}
