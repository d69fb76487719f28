package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.PageReader;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.LoopbackCertificate;
import dev.stator.testkit.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The whole client against a table that works, and one that is made to fail. */
@Timeout(60)
class FakeTableTest {
  private static final KeySchema SCHEMA = KeySchema.of("id", AttributeType.S);

  private final FakeDynamoDb dynamo =
      FakeDynamoDb.builder().recordRequests(100).start().createTable("orders", SCHEMA);
  private final BlockingDynamoClient client = client(dynamo, Map.of()).blocking();

  private static DynamoClient client(FakeDynamoDb dynamo, Map<String, String> environment) {
    return DynamoClient.builder()
        .environment(environment)
        .region("eu-west-1")
        .endpoint(dynamo.endpoint())
        .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "s")))
        .build();
  }

  @AfterEach
  void close() {
    client.close();
    dynamo.close();
  }

  private static Item item(int i) {
    return Item.builder().put("id", "o-" + i).put("n", AttributeValue.of(i)).build();
  }

  @Test
  void putsGetsUpdatesAndDeletes() {
    Key key = Key.of("id", "o-1");
    client.putItem(PutItemRequest.builder("orders", item(1)).build());
    client.updateItem(
        UpdateItemRequest.builder("orders", key)
            .updateExpression("SET n = :two")
            .expressionAttributeValues(Map.of(":two", AttributeValue.of(2)))
            .build());

    assertThat(client.getItem(GetItemRequest.builder("orders", key).build()).item())
        .isEqualTo(Item.builder().put("id", "o-1").put("n", AttributeValue.of(2)).build());

    WriteResponse deleted =
        client.deleteItem(
            DeleteItemRequest.builder("orders", key).returnValues(ReturnValues.ALL_OLD).build());
    assertThat(deleted.attributes()).isNotNull();
    assertThat(client.getItem(GetItemRequest.builder("orders", key).build()).item()).isNull();
  }

  @Test
  void writesAndReadsBatchesAndSendsAgainWhatWasLeft() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).call(1).then(Fault.unprocessed(7));
    Map<String, List<WriteRequest>> left =
        Map.of("orders", IntStream.range(0, 25).mapToObj(i -> WriteRequest.put(item(i))).toList());
    int requests = 0;
    while (!left.isEmpty()) {
      left = client.batchWriteItem(BatchWriteItemRequest.of(left)).unprocessedItems();
      requests++;
    }
    assertThat(requests).isEqualTo(2);
    assertThat(dynamo.items("orders")).hasSize(25);

    List<Key> keys = IntStream.range(0, 30).mapToObj(i -> Key.of("id", "o-" + i)).toList();
    BatchGetItemResponse read =
        client.batchGetItem(BatchGetItemRequest.of(Map.of("orders", KeysAndAttributes.of(keys))));
    assertThat(read.responses().get("orders"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 25).mapToObj(i -> item(i)).toList());
  }

  @Test
  void scansEverySegmentOnceByCopyingKeysFromPageToPage() {
    for (int i = 0; i < 200; i++) {
      dynamo.put("orders", item(i));
    }
    List<CompletableFuture<Set<String>>> segments = new ArrayList<>();
    for (int segment = 0; segment < 4; segment++) {
      ScanRequest first = ScanRequest.builder("orders").segment(segment, 4).limit(9).build();
      segments.add(CompletableFuture.supplyAsync(() -> idsFrom(first)));
    }
    List<Set<String>> found = segments.stream().map(CompletableFuture::join).toList();

    assertThat(found.stream().mapToInt(Set::size).sum()).isEqualTo(200);
    assertThat(found.stream().flatMap(Set::stream).collect(Collectors.toSet())).hasSize(200);
  }

  private Set<String> idsFrom(ScanRequest first) {
    Set<String> ids = new HashSet<>();
    PageReader page = new PageReader();
    ScanRequest request = first;
    while (true) {
      try (ResponseBody body = client.scanRaw(request)) {
        page.reset(body.array(), 0, body.length());
        while (page.nextItem()) {
          ids.add(page.item().item().string("id"));
        }
        if (!page.hasLastEvaluatedKey()) {
          return ids;
        }
        int start = page.lastEvaluatedKeyStart();
        request =
            first.toBuilder()
                .exclusiveStartKey(
                    StartKey.ofJson(body.array(), start, page.lastEvaluatedKeyEnd() - start))
                .build();
      }
    }
  }

  @Test
  void queriesOnePartition() {
    dynamo.put("orders", item(1), item(2));

    Page page =
        client.query(
            QueryRequest.builder("orders")
                .keyConditionExpression("id = :id")
                .expressionAttributeValues(Map.of(":id", AttributeValue.of("o-2")))
                .build());

    assertThat(page.items()).containsExactly(item(2));
    assertThat(page.lastEvaluatedKey()).isNull();
  }

  static List<Fault> passingFaults() {
    return List.of(
        Fault.throttled(),
        Fault.throttlingException("TableReadProvisionedThroughputExceeded"),
        Fault.requestLimitExceeded(),
        Fault.serverError(500),
        Fault.serverError(503),
        Fault.clockSkew(Duration.ofHours(2)),
        Fault.reset(),
        Fault.hangUp(),
        Fault.truncated(20),
        Fault.resetAfter(10),
        Fault.wrongCrc(),
        Fault.corrupted());
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void getsOverEveryFaultThatPasses(Fault fault) {
    dynamo.put("orders", item(1));
    dynamo.when(Operation.GET_ITEM).calls(1, 1).then(fault);
    GetItemRequest get = GetItemRequest.builder("orders", Key.of("id", "o-1")).build();

    assertThat(client.getItem(get).item()).isEqualTo(item(1));
    assertThat(client.getItem(get).item()).isEqualTo(item(1));
    assertThat(dynamo.requests(Operation.GET_ITEM)).hasSize(3);
  }

  @Test
  void makesDescribesListsAndDeletesTables() {
    BlockingControlPlane control = client.control();
    control.createTable(
        CreateTableRequest.builder()
            .tableName("people")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                List.of(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()))
            .keySchema(
                List.of(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()))
            .build());

    assertThat(control.listTables()).containsExactlyInAnyOrder("orders", "people");
    assertThat(control.describeTable("people").keySchema()).hasSize(1);
    control.deleteTable("people");
    ResourceNotFoundException gone =
        catchThrowableOfType(
            ResourceNotFoundException.class, () -> control.describeTable("nowhere"));
    assertThat(gone.problem()).startsWith("DescribeTable of table \"nowhere\": ");
    assertThat(gone.call().operation()).isEqualTo("DescribeTable");
  }

  @Test
  void saysThatTheControlPlaneReachesNobody() {
    dynamo.close();

    NoAnswerException lost =
        catchThrowableOfType(
            NoAnswerException.class, () -> client.control().describeTable("orders"));

    assertThat(lost.reason()).isEqualTo(NoAnswerException.Reason.UNREACHABLE);
    assertThat(lost.maybeSent()).isFalse();
    assertThat(lost.call().attempts()).isEqualTo(9);
    assertThat(lost.problem()).endsWith(" (9 attempts)").doesNotContain("SDK");
  }

  @Test
  void theControlPlaneIsTriedAsOftenAsEverythingElse() {
    dynamo.close();
    try (DynamoClient once =
        DynamoClient.builder()
            .environment(Map.of())
            .region("eu-west-1")
            .endpoint(dynamo.endpoint())
            .credentials("AKID", "s")
            .maxAttempts(1)
            .build()) {
      assertThat(
              catchThrowableOfType(
                  NoAnswerException.class, () -> once.blocking().control().describeTable("orders")))
          .hasMessageContaining("(1 attempt)");
    }
  }

  @Test
  void aTableThatIsMadeSlowlyIsWaitedFor() {
    dynamo.newTablesStayCreating(3);
    client
        .control()
        .createTable(
            LocalDynamo.table("slow")
                .keySchema(LocalDynamo.key("id"))
                .attributeDefinitions(LocalDynamo.string("id"))
                .build());

    assertThat(client.control().awaitActive("slow", Duration.ofSeconds(30)).tableStatusAsString())
        .isEqualTo("ACTIVE");
  }

  @Test
  void theControlPlaneTriesAgainWhatMayPass() {
    dynamo.when(Operation.DESCRIBE_TABLE).calls(1, 2).then(Fault.serverError(500));

    assertThat(client.control().describeTable("orders").tableName()).isEqualTo("orders");
  }

  @Test
  void trustsTheCertificatesThatTheEnvironmentNamesOnBothPlanes(@TempDir Path folder)
      throws Exception {
    Path pem = Files.writeString(folder.resolve("ca.pem"), LoopbackCertificate.pem());
    try (FakeDynamoDb secure = FakeDynamoDb.builder().tls().start().createTable("t", SCHEMA);
        DynamoClient trusting = client(secure, Map.of("AWS_CA_BUNDLE", pem.toString()));
        DynamoClient wary = client(secure, Map.of())) {
      ScanRequest scan = ScanRequest.builder("t").build();

      assertThat(trusting.blocking().scan(scan).items()).isEmpty();
      assertThat(trusting.blocking().control().listTables()).containsExactly("t");
      assertThat(
              catchThrowableOfType(NoAnswerException.class, () -> wary.blocking().scan(scan))
                  .reason())
          .isEqualTo(NoAnswerException.Reason.UNTRUSTED);
    }
  }
}
