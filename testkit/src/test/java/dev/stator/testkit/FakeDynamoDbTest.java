package dev.stator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class FakeDynamoDbTest {
  private final FakeDynamoDb dynamo = FakeDynamoDb.builder().pageBytes(4000).start();
  private final DynamoDbClient client = Clients.dynamoDb(dynamo);

  @AfterEach
  void close() {
    client.close();
    dynamo.close();
  }

  private static AttributeValue s(String value) {
    return AttributeValue.fromS(value);
  }

  private static Item item(String id) {
    return Item.builder().put("id", id).put("filler", "x".repeat(100)).build();
  }

  private void orders(int items) {
    dynamo.createTable("orders", KeySchema.of("id", AttributeType.S));
    dynamo.put(
        "orders", IntStream.range(0, items).mapToObj(i -> item("o-" + i)).toArray(Item[]::new));
  }

  @Test
  void everyTypeComesBackAsItWentIn() {
    dynamo.createTable("t", KeySchema.of("id", AttributeType.S));
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("id", s("ключ \"\\ \u0001 😀"));
    item.put("empty", s(""));
    item.put("n", AttributeValue.fromN("12345678901234567890.123456789012345678"));
    item.put("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})));
    item.put("yes", AttributeValue.fromBool(true));
    item.put("nothing", AttributeValue.fromNul(true));
    item.put("ns", AttributeValue.fromNs(List.of("1", "2")));
    item.put("ss", AttributeValue.fromSs(List.of("a", "")));
    item.put("l", AttributeValue.fromL(List.of(s("x"), AttributeValue.fromL(List.of()))));
    item.put("m", AttributeValue.fromM(Map.of("a.b", AttributeValue.fromM(Map.of()))));
    client.putItem(r -> r.tableName("t").item(item));

    Map<String, AttributeValue> back =
        client.getItem(r -> r.tableName("t").key(Map.of("id", item.get("id")))).item();

    assertThat(back).isEqualTo(item);
  }

  @Test
  void anAbsentItemHasNoItemMember() {
    orders(0);

    assertThat(client.getItem(r -> r.tableName("orders").key(Map.of("id", s("no")))).hasItem())
        .isFalse();
  }

  @Test
  void numberKeysAreEqualByValue() {
    dynamo.createTable("t", KeySchema.of("id", AttributeType.N));
    client.putItem(r -> r.tableName("t").item(Map.of("id", AttributeValue.fromN("1.0"))));

    assertThat(
            client
                .getItem(r -> r.tableName("t").key(Map.of("id", AttributeValue.fromN("1"))))
                .hasItem())
        .isTrue();
  }

  @Test
  void aScanPagesThroughEverythingOnceWithAndWithoutSegments() {
    orders(500);

    for (int total : new int[] {1, 2, 7}) {
      List<String> ids = new ArrayList<>();
      int pages = 0;
      for (int segment = 0; segment < total; segment++) {
        Map<String, AttributeValue> start = null;
        do {
          ScanRequest.Builder scan = ScanRequest.builder().tableName("orders");
          if (total > 1) {
            scan.segment(segment).totalSegments(total);
          }
          ScanResponse page = client.scan(scan.exclusiveStartKey(start).build());
          page.items().forEach(item -> ids.add(Clients.get(item, "id").s()));
          start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
          pages++;
        } while (start != null);
      }
      assertThat(ids).hasSize(500).doesNotHaveDuplicates();
      assertThat(pages).isGreaterThan(total);
    }
  }

  @Test
  void twoFakesScanInTheSameOrder() {
    orders(20);
    List<Map<String, AttributeValue>> first = client.scan(r -> r.tableName("orders")).items();
    try (FakeDynamoDb other = FakeDynamoDb.builder().pageBytes(4000).start();
        DynamoDbClient otherClient = Clients.dynamoDb(other)) {
      other.createTable("orders", KeySchema.of("id", AttributeType.S));
      for (int i = 19; i >= 0; i--) {
        other.put("orders", item("o-" + i));
      }

      assertThat(otherClient.scan(r -> r.tableName("orders")).items()).isEqualTo(first);
    }
  }

  @Test
  void aLimitThatEndsWithTheTableStillGivesAKey() {
    orders(3);
    ScanResponse page = client.scan(r -> r.tableName("orders").limit(3));

    assertThat(page.items()).hasSize(3);
    assertThat(page.hasLastEvaluatedKey()).isTrue();
    assertThat(
            client
                .scan(r -> r.tableName("orders").exclusiveStartKey(page.lastEvaluatedKey()))
                .items())
        .isEmpty();
  }

  @Test
  void aStartKeyWhoseItemIsGoneStillWorks() {
    orders(10);
    ScanResponse page = client.scan(r -> r.tableName("orders").limit(4));
    client.deleteItem(r -> r.tableName("orders").key(page.lastEvaluatedKey()));

    assertThat(
            client
                .scan(r -> r.tableName("orders").exclusiveStartKey(page.lastEvaluatedKey()))
                .items())
        .hasSize(6);
  }

  @Test
  void consumedCapacityComesWhenAskedFor() {
    orders(10);

    ScanResponse silent = client.scan(r -> r.tableName("orders"));
    ScanResponse eventual =
        client.scan(
            r -> r.tableName("orders").returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    ScanResponse strong =
        client.scan(
            r ->
                r.tableName("orders")
                    .consistentRead(true)
                    .select(Select.COUNT)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

    assertThat(silent.consumedCapacity()).isNull();
    assertThat(eventual.consumedCapacity().capacityUnits()).isEqualTo(0.5);
    assertThat(strong.consumedCapacity().capacityUnits()).isEqualTo(1.0);
    assertThat(strong.count()).isEqualTo(10);
    assertThat(strong.hasItems()).isFalse();
  }

  @Test
  void aQueryGivesOnePartitionInSortKeyOrder() {
    dynamo.createTable("t", KeySchema.of("p", AttributeType.S, "s", AttributeType.N));
    for (int i = 0; i < 30; i++) {
      dynamo.put("t", Item.builder().put("p", "p" + i % 3).put("s", i - 10).build());
    }

    List<String> forward = new ArrayList<>();
    client
        .queryPaginator(
            r ->
                r.tableName("t")
                    .limit(3)
                    .keyConditionExpression("#p = :p")
                    .expressionAttributeNames(Map.of("#p", "p"))
                    .expressionAttributeValues(Map.of(":p", s("p1"))))
        .items()
        .forEach(item -> forward.add(Clients.get(item, "s").n()));
    List<String> backward =
        client
            .query(
                r ->
                    r.tableName("t")
                        .scanIndexForward(false)
                        .keyConditionExpression("p = :p")
                        .expressionAttributeValues(Map.of(":p", s("p1"))))
            .items()
            .stream()
            .map(item -> Clients.get(item, "s").n())
            .toList();

    assertThat(forward).containsExactly("-9", "-6", "-3", "0", "3", "6", "9", "12", "15", "18");
    assertThat(backward).containsExactlyElementsOf(reversed(forward));
  }

  private static List<String> reversed(List<String> list) {
    List<String> copy = new ArrayList<>(list);
    Collections.reverse(copy);
    return copy;
  }

  @Test
  void batchesReadAndWriteAcrossTables() {
    orders(0);
    dynamo.createTable("other", KeySchema.of("id", AttributeType.S));
    client.batchWriteItem(
        r ->
            r.requestItems(
                Map.of(
                    "orders", List.of(put("a"), put("b")),
                    "other", List.of(put("c")))));
    client.batchWriteItem(
        r ->
            r.requestItems(
                Map.of(
                    "orders",
                    List.of(
                        WriteRequest.builder()
                            .deleteRequest(d -> d.key(Map.of("id", s("a"))))
                            .build()))));

    Map<String, List<Map<String, AttributeValue>>> found =
        client
            .batchGetItem(
                r ->
                    r.requestItems(
                        Map.of(
                            "orders",
                            KeysAndAttributes.builder()
                                .keys(List.of(Map.of("id", s("a")), Map.of("id", s("b"))))
                                .build())))
            .responses();

    assertThat(found.get("orders")).containsExactly(Map.of("id", s("b")));
    assertThat(dynamo.items("other")).hasSize(1);
  }

  private static WriteRequest put(String id) {
    return WriteRequest.builder().putRequest(p -> p.item(Map.of("id", s(id)))).build();
  }

  @Test
  void aBatchMayNotNameAKeyTwice() {
    orders(0);

    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(
            () ->
                client.batchWriteItem(
                    r -> r.requestItems(Map.of("orders", List.of(put("a"), put("a"))))))
        .withMessageContaining("duplicates");
  }

  @Test
  void aConditionIsCheckedAndTheOldItemComesBackIfAskedFor() {
    orders(1);

    assertThatExceptionOfType(ConditionalCheckFailedException.class)
        .isThrownBy(
            () ->
                client.putItem(
                    r ->
                        r.tableName("orders")
                            .item(Map.of("id", s("o-0")))
                            .conditionExpression("attribute_not_exists(id)")
                            .returnValuesOnConditionCheckFailure("ALL_OLD")))
        .satisfies(e -> assertThat(e.item()).containsKey("filler"));
    assertThat(dynamo.items("orders").get(0).has("filler")).isTrue();
  }

  @Test
  void anUpdateSetsAndRemovesTopLevelAttributes() {
    orders(1);

    Map<String, AttributeValue> after =
        client
            .updateItem(
                r ->
                    r.tableName("orders")
                        .key(Map.of("id", s("o-0")))
                        .updateExpression("SET #s = :s, other = :o REMOVE filler")
                        .expressionAttributeNames(Map.of("#s", "status"))
                        .expressionAttributeValues(
                            Map.of(":s", s("paid"), ":o", AttributeValue.fromN("1")))
                        .returnValues(ReturnValue.ALL_NEW))
            .attributes();

    assertThat(after)
        .isEqualTo(Map.of("id", s("o-0"), "status", s("paid"), "other", AttributeValue.fromN("1")));
  }

  @Test
  void whatIsNotEvaluatedIsRefusedAndNothingIsWritten() {
    orders(1);

    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(
            () ->
                client.updateItem(
                    r ->
                        r.tableName("orders")
                            .key(Map.of("id", s("o-0")))
                            .updateExpression("SET n = n + :one")
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))))
        .withMessageContaining("this fake does not evaluate UpdateExpression SET n = n + :one");
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> client.scan(r -> r.tableName("orders").filterExpression("a = :b")))
        .withMessageContaining("this fake does not evaluate FilterExpression of Scan");
    assertThat(dynamo.items("orders")).containsExactly(item("o-0"));
  }

  @Test
  void anInvalidItemIsAValidationError() throws IOException {
    orders(0);
    try (RawClient raw = new RawClient(dynamo.port())) {
      String emptySet =
          "{\"TableName\":\"orders\",\"Item\":{\"id\":{\"S\":\"1\"},\"s\":{\"SS\":[]}}}";
      String noKey = "{\"TableName\":\"orders\",\"Item\":{\"a\":{\"S\":\"1\"}}}";
      assertThat(raw.dynamoDb("PutItem", emptySet).text()).contains("ValidationException", "$.s");
      assertThat(raw.dynamoDb("PutItem", noKey).text()).contains("ValidationException", "id");
    }
    assertThat(dynamo.items("orders")).isEmpty();
  }

  @Test
  void aTableGoesThroughItsLife() {
    dynamo.newTablesStayCreating(2).deletedTablesStayDeleting(1);
    client.createTable(
        r ->
            r.tableName("t")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()));

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.scan(r -> r.tableName("t")));
    assertThatExceptionOfType(ResourceInUseException.class)
        .isThrownBy(() -> client.deleteTable(r -> r.tableName("t")));
    assertThat(status()).isEqualTo(TableStatus.CREATING);
    assertThat(status()).isEqualTo(TableStatus.CREATING);
    assertThat(status()).isEqualTo(TableStatus.ACTIVE);
    assertThat(client.listTables().tableNames()).containsExactly("t");

    client.deleteTable(r -> r.tableName("t"));
    assertThat(status()).isEqualTo(TableStatus.DELETING);
    assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(this::status);
    assertThat(client.listTables().tableNames()).isEmpty();
  }

  private TableStatus status() {
    return client.describeTable(r -> r.tableName("t")).table().tableStatus();
  }

  @Test
  void listTablesPages() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      dynamo.createTable("t" + i, KeySchema.of("id", AttributeType.S));
      names.add("t" + i);
    }

    assertThat(client.listTablesPaginator(r -> r.limit(3)).tableNames()).hasSize(7);
    assertThat(new HashSet<>(client.listTables().tableNames())).isEqualTo(names);
  }

  @Test
  void describeTableKnowsCountSizeAndSchema() {
    orders(10);
    var table = client.describeTable(r -> r.tableName("orders")).table();

    assertThat(table.itemCount()).isEqualTo(10);
    assertThat(table.tableSizeBytes()).isBetween(1_000L, 2_000L);
    assertThat(table.keySchema())
        .singleElement()
        .satisfies(k -> assertThat(k.attributeName()).isEqualTo("id"));
    assertThat(table.tableArn()).endsWith(":table/orders");
    assertThat(client.scan(r -> r.tableName(table.tableArn())).count()).isEqualTo(10);
  }

  @Test
  void theCrtHttpClientIsServedToo() {
    orders(200);
    try (DynamoDbClient crt = Clients.dynamoDbOnCrt(dynamo)) {
      assertThat(crt.scanPaginator(r -> r.tableName("orders")).items()).hasSize(200);
    }
  }

  @Test
  void requestsAreRecordedWithHeadersAndBody() {
    orders(0);
    client.putItem(r -> r.tableName("orders").item(Map.of("id", s("o-9"))));

    RecordedRequest put = dynamo.requests(Operation.PUT_ITEM).get(0);
    assertThat(put.header("X-Amz-Target")).isEqualTo("DynamoDB_20120810.PutItem");
    assertThat(put.header("authorization")).contains("Credential=AKIDTEST/");
    assertThat(put.bodyText()).contains("\"o-9\"");
    assertThat(dynamo.requestCount()).isEqualTo(1);
  }

  @Test
  void theLogIsBounded() {
    try (FakeDynamoDb small = FakeDynamoDb.builder().recordRequests(2).start();
        DynamoDbClient smallClient = Clients.dynamoDb(small)) {
      smallClient.listTables();
      smallClient.listTables(r -> r.limit(7));
      smallClient.listTables(r -> r.limit(8));

      assertThat(small.requests())
          .extracting(RecordedRequest::bodyText)
          .containsExactly("{\"Limit\":7}", "{\"Limit\":8}");
      assertThat(small.requestCount()).isEqualTo(3);
    }
  }

  @Test
  void anAuthorizationCanBeDemanded() throws Exception {
    try (FakeDynamoDb strict = FakeDynamoDb.builder().requireAccessKey("SOMEBODY").start();
        DynamoDbClient strictClient = Clients.dynamoDb(strict);
        RawClient raw = new RawClient(strict.port())) {
      assertThatExceptionOfType(DynamoDbException.class)
          .isThrownBy(strictClient::listTables)
          .satisfies(
              e ->
                  assertThat(e.awsErrorDetails().errorCode())
                      .isEqualTo("UnrecognizedClientException"));
      assertThat(raw.dynamoDb("ListTables", "{}").text())
          .contains("MissingAuthenticationTokenException");
    }
  }
}
