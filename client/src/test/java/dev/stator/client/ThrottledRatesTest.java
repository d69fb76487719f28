package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.client.RateGovernor.Resource;
import dev.stator.client.internal.rate.ManualTime;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Which adaptive rates go down when the service throttles: the one that it names. */
@NullUnmarked // What is not there fails the test by itself.
class ThrottledRatesTest {
  private static final Rate RATE = Rate.adaptive(1, 1000);
  private static final String ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/";
  private static final Resource WRITES = Resource.of("orders", null, true);
  private static final Resource INDEX_READS = Resource.of("orders", "by-date", false);
  private static final Resource INDEX_WRITES = Resource.of("orders", "by-date", true);
  private static final Resource OTHER_WRITES = Resource.of("people", null, true);

  private static final PutItemRequest PUT =
      PutItemRequest.builder("orders", Item.builder().put("id", "a").build()).build();
  private static final QueryRequest QUERY =
      QueryRequest.builder("orders").indexName("by-date").build();

  private final ManualTime time = new ManualTime();
  private final RateGovernor.Builder builder =
      RateGovernor.builder().nanoTime(time::nanoTime).maxWait(Duration.ZERO);
  private RateGovernor governor;

  private Governor.Permit admit(DynamoRequest request) {
    if (governor == null) {
      governor = builder.build();
    }
    Governed governed = new Governed(governor, time::delay, table -> null, Runnable::run);
    return governed.admit(request).join();
  }

  private void allHaveRates() {
    builder
        .read("orders", RATE)
        .write("orders", RATE)
        .read("orders", "by-date", RATE)
        .write("orders", "by-date", RATE)
        .write("people", RATE);
  }

  /** What went down. */
  private Set<Resource> slowed() {
    return governor.rates().keySet().stream()
        .filter(resource -> governor.bucket(resource).rate() < 1000)
        .collect(Collectors.toSet());
  }

  private static DynamoException throttled(String... reasonsAndResources) {
    StringBuilder reasons = new StringBuilder();
    for (int i = 0; i < reasonsAndResources.length; i += 2) {
      reasons
          .append(i == 0 ? "" : ",")
          .append("{\"reason\":\"")
          .append(reasonsAndResources[i])
          .append("\",\"resource\":\"")
          .append(reasonsAndResources[i + 1])
          .append("\"}");
    }
    return TestReplies.error(
        400,
        "",
        "{\"__type\":\"ThrottlingException\",\"throttlingReasons\":[" + reasons + "]}",
        CallFacts.of(PUT));
  }

  @Test
  void anIndexThatIsNamedGoesDownAlone() {
    allHaveRates();
    admit(PUT)
        .failed(throttled("IndexWriteKeyRangeThroughputExceeded", ARN + "orders/index/by-date"));
    assertThat(slowed()).containsExactly(INDEX_WRITES);
  }

  @Test
  void aTableThatIsNamedGoesDownWithoutItsIndexes() {
    allHaveRates();
    admit(PUT).failed(throttled("TableWriteProvisionedThroughputExceeded", ARN + "orders"));
    assertThat(slowed()).containsExactly(WRITES);
  }

  @Test
  void theSideThatIsNamedGoesDownAlone() {
    allHaveRates();
    admit(QUERY).failed(throttled("IndexReadAccountLimitExceeded", ARN + "orders/index/by-date"));
    assertThat(slowed()).containsExactly(INDEX_READS);
  }

  @Test
  void allThatAreNamedGoDown() {
    allHaveRates();
    admit(PUT)
        .failed(
            throttled(
                "TableWriteMaxOnDemandThroughputExceeded",
                ARN + "orders",
                "IndexWriteMaxOnDemandThroughputExceeded",
                ARN + "orders/index/by-date"));
    assertThat(slowed()).containsExactlyInAnyOrder(WRITES, INDEX_WRITES);
  }

  @Test
  void writesToAnIndexWithoutARateGoDownWithThoseToItsTable() {
    builder.write("orders", RATE).read("orders", RATE);
    admit(PUT)
        .failed(throttled("IndexWriteKeyRangeThroughputExceeded", ARN + "orders/index/other"));
    assertThat(slowed()).containsExactly(WRITES);
  }

  @Test
  void readsOfAnIndexWithoutARateLeaveThoseOfItsTable() {
    builder.read("orders", RATE);
    admit(QUERY)
        .failed(throttled("IndexReadKeyRangeThroughputExceeded", ARN + "orders/index/by-date"));
    assertThat(slowed()).isEmpty();
  }

  @Test
  void withoutReasonsAllThatItWaitedForGoesDown() {
    allHaveRates();
    admit(PUT).failed(throttled());
    assertThat(slowed()).containsExactlyInAnyOrder(WRITES, INDEX_WRITES);
  }

  @Test
  void aReasonThatIsNotUnderstoodIsAsNone() {
    allHaveRates();
    admit(QUERY).failed(throttled("Newly", "arn:aws:somewhere"));
    assertThat(slowed()).containsExactly(INDEX_READS);
  }

  @Test
  void whatABatchLeavesOverSlowsItsTableAlone() {
    allHaveRates();
    WriteRequest put = WriteRequest.put(Item.builder().put("id", "a").build());
    admit(BatchWriteItemRequest.of(Map.of("orders", List.of(put), "people", List.of(put))))
        .answered(List.of(), Set.of("people"));
    assertThat(slowed()).containsExactly(OTHER_WRITES);
  }

  @Test
  void aCancelledTransactionSlowsTheTablesOfTheActionsThatWereTooMuch() {
    allHaveRates();
    TransactWriteItemsRequest transaction =
        TransactWriteItemsRequest.of(
            PUT, DeleteItemRequest.builder(ARN + "people", Key.of("id", "b")).build());
    Governor.Permit permit = admit(transaction);
    permit.failed(cancelled(transaction, "None", "ThrottlingError"));
    assertThat(slowed()).containsExactly(OTHER_WRITES);
  }

  @Test
  void aTransactionThatWasCancelledForAnythingElseSlowsNothing() {
    allHaveRates();
    TransactWriteItemsRequest transaction = TransactWriteItemsRequest.of(PUT);
    admit(transaction).failed(cancelled(transaction, "ConditionalCheckFailed"));
    assertThat(slowed()).isEmpty();
  }

  private static DynamoException cancelled(TransactWriteItemsRequest request, String... codes) {
    StringBuilder reasons = new StringBuilder();
    for (String code : codes) {
      reasons.append(reasons.isEmpty() ? "" : ",").append("{\"Code\":\"" + code + "\"}");
    }
    String body =
        "{\"__type\":\"TransactionCanceledException\",\"CancellationReasons\":[" + reasons + "]}";
    return TestReplies.error(400, "", body, CallFacts.of(request), request.transactItems());
  }
}
