package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.NoAnswerException.Reason;
import dev.stator.client.internal.rate.ManualTime;
import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The governor, whose time stands still but for what a test lets pass, and who lets nobody wait.
 */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class RateGovernorTest {
  private static final GetItemRequest GET =
      GetItemRequest.builder("orders", Key.of("id", "o-1")).build();

  private final ManualTime time = new ManualTime();
  private final List<DynamoClient> clients = new ArrayList<>();
  private final FakeDynamoDb dynamo =
      FakeDynamoDb.start().createTable("orders", KeySchema.of("id", AttributeType.S));

  @AfterEach
  void close() {
    clients.forEach(DynamoClient::close);
    dynamo.close();
  }

  private RateGovernor.Builder governor() {
    return RateGovernor.builder().nanoTime(time::nanoTime).maxWait(Duration.ZERO);
  }

  private BlockingDynamoClient client(RateGovernor governor) {
    DynamoClient client =
        DynamoClient.builder()
            .environment(Map.of())
            .region("eu-west-1")
            .endpoint(dynamo.endpoint())
            .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "s")))
            .maxAttempts(1)
            .governor(governor)
            .build();
    clients.add(client);
    return client.blocking();
  }

  private static Item large(int i) {
    return Item.builder().put("id", "o-" + i).put("b", "x".repeat(8000)).build();
  }

  private static void isHeldBack(Runnable call, String whatItSays) {
    NoAnswerException held = catchThrowableOfType(NoAnswerException.class, call::run);
    assertThat(held).as("held back").isNotNull();
    assertThat(held.reason()).isEqualTo(Reason.HELD_BACK);
    assertThat(held.maybeSent()).isFalse();
    assertThat(held.problem()).contains(whatItSays);
  }

  @Test
  void holdsBackUntilWhatTheLastAnswerCostIsPaid() {
    dynamo.put("orders", large(1));
    BlockingDynamoClient client = client(governor().read("orders", Rate.of(0.5)).build());
    client.getItem(GET); // two half units, of 4 KB each
    isHeldBack(
        () -> client.getItem(GET),
        "GetItem of table \"orders\": the rate of reads of table \"orders\", 0.5 units a second,"
            + " would hold it back for 2 s, longer than PT0S");
    time.pass(Duration.ofSeconds(2));
    client.getItem(GET);
  }

  @Test
  void sharesOneRateBetweenOperationsAndClients() {
    dynamo.put("orders", large(1), large(2), large(3));
    RateGovernor shared = governor().read("orders", Rate.of(1)).build();
    BlockingDynamoClient one = client(shared);
    BlockingDynamoClient other = client(shared);
    Page page = one.scan(ScanRequest.builder("orders").build());
    assertThat(page.consumedCapacity().capacityUnits()).isEqualTo(3);
    isHeldBack(() -> other.getItem(GET), "3 s");
    time.pass(Duration.ofSeconds(3));
    other.getItem(GET);
    isHeldBack(() -> one.scan(ScanRequest.builder("orders").build()), "reads of table");
  }

  @Test
  void limitsWritesApartFromReads() {
    BlockingDynamoClient client = client(governor().write("orders", Rate.of(1)).build());
    client.putItem(PutItemRequest.builder("orders", large(1)).build());
    isHeldBack(
        () -> client.putItem(PutItemRequest.builder("orders", large(2)).build()),
        "writes to table \"orders\"");
    client.getItem(GET);
    client.scan(ScanRequest.builder("orders").build());
  }

  @Test
  void limitsBatchesByWhatTheyCost() {
    BlockingDynamoClient client =
        client(governor().write("orders", Rate.of(10)).read("orders", Rate.of(10)).build());
    List<WriteRequest> puts =
        IntStream.range(0, 10).mapToObj(i -> WriteRequest.put(large(i))).toList();
    client.batchWriteItem(BatchWriteItemRequest.of(Map.of("orders", puts)));
    isHeldBack(
        () -> client.batchWriteItem(BatchWriteItemRequest.of(Map.of("orders", puts))), "for 8 s");
    List<Key> keys = IntStream.range(0, 10).mapToObj(i -> Key.of("id", "o-" + i)).toList();
    BatchGetItemRequest get = BatchGetItemRequest.of(Map.of("orders", KeysAndAttributes.of(keys)));
    client.batchGetItem(get);
    isHeldBack(() -> client.batchGetItem(get), "for 1 s");
  }

  @Test
  void countsWhatRawPagesCostToo() {
    dynamo.put("orders", large(1), large(2));
    BlockingDynamoClient client = client(governor().read("orders", Rate.of(1)).build());
    client.scanRaw(ScanRequest.builder("orders").build()).close();
    isHeldBack(() -> client.getItem(GET), "for 2 s");
  }

  @Test
  void leavesTablesWithoutARateAlone() {
    dynamo.createTable("people", KeySchema.of("id", AttributeType.S));
    BlockingDynamoClient client = client(governor().read("orders", Rate.of(0.01)).build());
    GetItemRequest person = GetItemRequest.builder("people", Key.of("id", "p")).build();
    for (int i = 0; i < 10; i++) {
      client.getItem(person);
    }
    assertThat(dynamo.requests(Operation.GET_ITEM))
        .noneMatch(request -> request.bodyText().contains("ReturnConsumedCapacity"));
  }

  @Test
  void givesBackWhatWasTakenForWhatWasRefused() {
    dynamo.when(Operation.GET_ITEM).call(1).then(Fault.throttled());
    dynamo.when(Operation.GET_ITEM).call(2).then(Fault.accessDenied());
    BlockingDynamoClient client = client(governor().read("orders", Rate.of(0.5)).build());
    assertThatThrownBy(() -> client.getItem(GET)).isInstanceOf(ThrottlingException.class);
    assertThatThrownBy(() -> client.getItem(GET)).isInstanceOf(AccessDeniedException.class);
    client.getItem(GET);
  }

  @Test
  void goesDownWhenThrottledOrLeftOver() {
    RateGovernor governor =
        governor()
            .read("orders", Rate.adaptive(1, 1000))
            .write("orders", Rate.adaptive(1, 1000))
            .build();
    BlockingDynamoClient client = client(governor);
    dynamo.when(Operation.GET_ITEM).then(Fault.throttled());
    assertThatThrownBy(() -> client.getItem(GET)).isInstanceOf(ThrottlingException.class);
    assertThat(governor.readRate("orders")).isEqualTo(700);
    assertThat(governor.writeRate("orders")).isEqualTo(1000);

    dynamo.when(Operation.BATCH_WRITE_ITEM).then(Fault.unprocessed(1));
    client.batchWriteItem(
        BatchWriteItemRequest.of(Map.of("orders", List.of(WriteRequest.put(large(1))))));
    assertThat(governor.writeRate("orders")).isEqualTo(700);
  }

  // ---- rates that are looked up, indexes: one client's way to the governor, without a service

  private Governed governed(RateGovernor governor, Function<String, TableDescription> describe) {
    return new Governed(governor, time::delay, describe, Runnable::run);
  }

  private static TableDescription provisioned(long read, long write) {
    return TableDescription.builder()
        .provisionedThroughput(p -> p.readCapacityUnits(read).writeCapacityUnits(write))
        .globalSecondaryIndexes(
            List.of(
                GlobalSecondaryIndexDescription.builder()
                    .indexName("by-status")
                    .provisionedThroughput(
                        p -> p.readCapacityUnits(read / 10).writeCapacityUnits(5L))
                    .build()))
        .build();
  }

  @Test
  void takesAShareOfWhatIsProvisionedAndLooksAgain() {
    List<String> lookups = new ArrayList<>();
    long[] read = {1000};
    RateGovernor governor =
        governor()
            .read("orders", Rate.ofProvisioned(0.25))
            .read("orders", "by-status", Rate.ofProvisioned(0.5))
            .build();
    Governed governed =
        governed(
            governor,
            table -> {
              lookups.add(table);
              return provisioned(read[0], 10);
            });
    assertThat(governed.admit(GET)).isCompleted();
    assertThat(governor.readRate("orders")).isEqualTo(250);
    time.pass(Duration.ofMinutes(4));
    assertThat(governed.admit(GET)).isCompleted();
    assertThat(lookups).containsExactly("orders");

    read[0] = 400;
    time.pass(Duration.ofMinutes(1));
    assertThat(governed.admit(GET)).isCompleted();
    assertThat(lookups).hasSize(2);
    assertThat(governor.readRate("orders")).isEqualTo(100);
  }

  @Test
  void keepsTheLastKnownRateWhenItCannotLookAgain() {
    boolean[] broken = {false};
    RateGovernor governor = governor().write("orders", Rate.ofProvisioned(1)).build();
    Governed governed =
        governed(
            governor,
            table -> {
              if (broken[0]) {
                throw new IllegalStateException("no answer");
              }
              return provisioned(10, 20);
            });
    PutItemRequest put =
        PutItemRequest.builder("orders", Item.builder().put("id", "a").build()).build();
    assertThat(governed.admit(put)).isCompleted();
    broken[0] = true;
    time.pass(Duration.ofMinutes(6));
    assertThat(governed.admit(put)).isCompleted();
    assertThat(governor.writeRate("orders")).isEqualTo(20);
  }

  @Test
  void failsWhereNothingIsProvisionedToTakeAShareOf() {
    RateGovernor governor = governor().read("orders", Rate.ofProvisioned(0.5)).build();
    Governed governed = governed(governor, table -> provisioned(0, 0));
    assertThat(governed.admit(GET))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withRootCauseInstanceOf(ConfigurationException.class)
        .havingRootCause()
        .withMessageContaining("reads of table \"orders\"")
        .withMessageContaining("on-demand");
  }

  @Test
  void takesTheMaximumThroughputOfAnOnDemandTable() {
    RateGovernor governor = governor().read("orders", Rate.ofProvisioned(0.5)).build();
    Governed governed =
        governed(
            governor,
            table ->
                TableDescription.builder()
                    .provisionedThroughput(p -> p.readCapacityUnits(0L).writeCapacityUnits(0L))
                    .onDemandThroughput(o -> o.maxReadRequestUnits(300L).maxWriteRequestUnits(-1L))
                    .build());
    assertThat(governed.admit(GET)).isCompleted();
    assertThat(governor.readRate("orders")).isEqualTo(150);
  }

  private static ConsumedCapacity byIndex(double table, Map<String, Double> global) {
    Map<String, ConsumedCapacity.Capacity> indexes = new HashMap<>();
    global.forEach(
        (name, units) -> indexes.put(name, new ConsumedCapacity.Capacity(units, null, null)));
    double total = table + global.values().stream().mapToDouble(units -> units).sum();
    return new ConsumedCapacity(
        "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
        new ConsumedCapacity.Capacity(total, null, null),
        new ConsumedCapacity.Capacity(table, null, null),
        Map.of(),
        indexes,
        Map.of());
  }

  private static Governor.Permit permit(CompletableFuture<Governor.Permit> admitted) {
    assertThat(admitted).isCompleted();
    return admitted.join();
  }

  @Test
  void chargesReadsOfAnIndexToTheIndexAlone() {
    RateGovernor governor =
        governor().read("orders", Rate.of(1)).read("orders", "by-status", Rate.of(1)).build();
    Governed governed = governed(governor, table -> provisioned(1, 1));
    QueryRequest query = QueryRequest.builder("orders").indexName("by-status").build();
    permit(governed.admit(query))
        .answered(List.of(byIndex(0, Map.of("by-status", 64.0))), Set.of());
    assertThat(governed.admit(query)).isCompletedExceptionally();
    assertThat(governed.admit(GET)).isCompleted();
  }

  @Test
  void chargesWritesToTheTableAndTheIndexesThatTheyChange() {
    RateGovernor governor =
        governor()
            .write("orders", Rate.of(100))
            .write("orders", "by-status", Rate.of(1))
            .write("orders", "by-date", Rate.of(1))
            .build();
    Governed governed = governed(governor, table -> provisioned(1, 1));
    PutItemRequest put =
        PutItemRequest.builder("orders", Item.builder().put("id", "a").build()).build();
    permit(governed.admit(put)).answered(List.of(byIndex(1, Map.of("by-status", 10.0))), Set.of());
    time.pass(Duration.ofSeconds(9));
    assertThat(governed.admit(put)).as("the index owes a unit more").isCompletedExceptionally();
    time.pass(Duration.ofSeconds(1));
    assertThat(governed.admit(put)).isCompleted();
  }

  @Test
  void letsThoseWaitWhoMayAndInTurn() {
    RateGovernor governor =
        governor().read("orders", Rate.of(1)).maxWait(Duration.ofSeconds(3)).build();
    Governed governed = governed(governor, table -> provisioned(1, 1));
    var first = governed.admit(GET);
    var second = governed.admit(GET);
    var third = governed.admit(GET);
    var fourth = governed.admit(GET);
    var fifth = governed.admit(GET);
    assertThat(first).isCompleted();
    assertThat(fifth).as("it would wait 4 s").isCompletedExceptionally();
    time.pass(Duration.ofSeconds(1));
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();
    time.pass(Duration.ofSeconds(2));
    assertThat(third).isCompleted();
    assertThat(fourth).isCompleted();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesRatesThatAreNone(double units) {
    assertThatThrownBy(() -> Rate.of(units)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rate.ofProvisioned(units))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rate.adaptive(units, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rate.ofProvisioned(1.5)).hasMessageContaining("1 at most");
    assertThatThrownBy(() -> Rate.adaptive(5, 4)).hasMessageContaining("the most only 4");
  }
}
