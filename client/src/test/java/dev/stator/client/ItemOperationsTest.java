package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.stator.client.View.Operations;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;

/** Reads and writes of single items and of batches, against DynamoDB Local. */
@Timeout(60)
@ParameterizedClass
@EachView
@NullUnmarked // What an answer lacks fails the test by itself.
class ItemOperationsTest {
  private static final String DRAFTS = "drafts";

  /** So many of the largest items are more than the 16 MB of one answer. */
  private static final int LARGE = 50;

  private static LocalDynamo local;

  private final Operations client;

  /** Of one test alone, so that tests do not see each other's items. */
  private final String customer = UUID.randomUUID().toString();

  private final Key key = OrdersTable.key(customer, 1);
  private final Item order = OrdersTable.order(customer, 1, 50, "open");

  ItemOperationsTest(View view) {
    client = view.of(local.client);
  }

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    local.client.blocking().control().createTable(OrdersTable.create());
    local.createTable(DRAFTS);
    String text = "x".repeat(380_000);
    IntStream.range(0, LARGE)
        .mapToObj(i -> Item.builder().put("id", "large-" + i).put("text", text).build())
        .map(item -> local.client.putItem(PutItemRequest.builder(DRAFTS, item).build()))
        .toList()
        .forEach(CompletableFuture::join);
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @Test
  void whatIsPutIsGotAndWhatIsDeletedIsGone() {
    put(order);
    assertThat(get()).isEqualTo(order);

    client.deleteItem(DeleteItemRequest.builder(OrdersTable.NAME, key).build());
    assertThat(client.getItem(GetItemRequest.builder(OrdersTable.NAME, key).build()).item())
        .isNull();
  }

  @Test
  void aPutReturnsTheItemItReplacesIfAsked() {
    PutItemRequest request =
        PutItemRequest.builder(OrdersTable.NAME, order).returnValues(ReturnValues.ALL_OLD).build();
    assertThat(client.putItem(request).attributes()).isNull();
    assertThat(client.putItem(request).attributes()).isEqualTo(order);
    assertThat(put(order).attributes()).isNull();
  }

  @Test
  void aGetReturnsTheProjectedAttributesAlone() {
    put(order);
    GetItemResponse answer =
        client.getItem(
            GetItemRequest.builder(OrdersTable.NAME, key)
                .projectionExpression("#s, amount, absent")
                .expressionAttributeNames(Map.of("#s", "status"))
                .build());
    assertThat(answer.item())
        .isEqualTo(
            Item.builder().put("status", "open").put("amount", AttributeValue.of(50)).build());
  }

  @Test
  void aConsistentReadCostsTwiceAndIsReported() {
    put(order);
    GetItemRequest.Builder request =
        GetItemRequest.builder(OrdersTable.NAME, key)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);

    ConsumedCapacity eventual = capacity(client.getItem(request.build()).consumedCapacity());
    assertThat(eventual.tableName()).isEqualTo(OrdersTable.NAME);
    assertThat(eventual.capacityUnits()).isEqualTo(0.5);
    assertThat(
            capacity(client.getItem(request.consistentRead(true).build()).consumedCapacity())
                .capacityUnits())
        .isEqualTo(1);
    assertThat(
            client
                .getItem(request.returnConsumedCapacity(ReturnConsumedCapacity.NONE).build())
                .consumedCapacity())
        .isNull();
  }

  @Test
  void aWriteReportsWhatItTookOfTheTableAndOfEachIndex() {
    WriteResponse answer =
        client.putItem(
            PutItemRequest.builder(OrdersTable.NAME, order)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build());
    ConsumedCapacity spent = capacity(answer.consumedCapacity());
    assertThat(spent.table()).isNotNull();
    assertThat(spent.table().capacityUnits()).isEqualTo(1);
    assertThat(spent.localSecondaryIndexes()).containsOnlyKeys(OrdersTable.BY_AMOUNT);
    assertThat(spent.globalSecondaryIndexes()).containsOnlyKeys(OrdersTable.BY_STATUS);
    assertThat(spent.localSecondaryIndexes().get(OrdersTable.BY_AMOUNT).capacityUnits())
        .isEqualTo(1);
    assertThat(spent.globalSecondaryIndexes().get(OrdersTable.BY_STATUS).capacityUnits())
        .isEqualTo(1);
    assertThat(spent.capacityUnits()).isEqualTo(3);
  }

  /** DynamoDB Local accepts the question and does not answer it; other tests read answers. */
  @Test
  void everyWriteMayAskForTheSizeOfItsItemCollection() {
    assertThat(
            List.of(
                client.putItem(
                    PutItemRequest.builder(OrdersTable.NAME, order)
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                        .build()),
                client.updateItem(
                    UpdateItemRequest.builder(OrdersTable.NAME, key)
                        .updateExpression("REMOVE note")
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                        .build()),
                client.deleteItem(
                    DeleteItemRequest.builder(OrdersTable.NAME, key)
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                        .build())))
        .allSatisfy(answer -> assertThat(answer.itemCollectionMetrics()).isNull());
  }

  @Test
  void everyWriteIsRefusedWhoseConditionFailsAndBringsTheItemIfAsked() {
    put(order);
    Map<String, String> names = Map.of("#s", "status");
    Map<String, AttributeValue> paid = Map.of(":paid", AttributeValue.of("paid"));
    List<Runnable> writes =
        List.of(
            () ->
                client.putItem(
                    PutItemRequest.builder(OrdersTable.NAME, order)
                        .conditionExpression("#s = :paid")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(paid)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build()),
            () ->
                client.updateItem(
                    UpdateItemRequest.builder(OrdersTable.NAME, key)
                        .updateExpression("REMOVE note")
                        .conditionExpression("#s = :paid")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(paid)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build()),
            () ->
                client.deleteItem(
                    DeleteItemRequest.builder(OrdersTable.NAME, key)
                        .conditionExpression("#s = :paid")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(paid)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build()));
    for (Runnable write : writes) {
      ConditionalCheckFailedException refused =
          catchThrowableOfType(ConditionalCheckFailedException.class, write::run);
      assertThat(refused.item()).isEqualTo(order);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.afterUnansweredAttempt()).isFalse();
      assertThat(refused.call().attempts()).isEqualTo(1);
    }
    assertThat(get()).isEqualTo(order);
  }

  @Test
  void aFailedConditionBringsNoItemUnlessAsked() {
    put(order);
    PutItemRequest.Builder onlyNew =
        PutItemRequest.builder(OrdersTable.NAME, order)
            .conditionExpression("attribute_not_exists(customer)");
    ConditionalCheckFailedException refused =
        catchThrowableOfType(
            ConditionalCheckFailedException.class, () -> client.putItem(onlyNew.build()));
    assertThat(refused.item()).isNull();
  }

  @Test
  void aConditionThatHoldsLetsTheWriteThrough() {
    put(order);
    client.deleteItem(
        DeleteItemRequest.builder(OrdersTable.NAME, key)
            .conditionExpression("amount BETWEEN :low AND :high")
            .expressionAttributeValues(
                Map.of(":low", AttributeValue.of(49), ":high", AttributeValue.of(51)))
            .build());
    assertThat(get()).isNull();
  }

  @Test
  void anUpdateSetsAddsRemovesAndDeletes() {
    put(Item.builder().put("id", customer).put("gone", 1).put("count", 1).build(), DRAFTS);
    Key draft = Key.of("id", customer);
    client.updateItem(
        UpdateItemRequest.builder(DRAFTS, draft)
            .updateExpression("ADD tags :tags")
            .expressionAttributeValues(Map.of(":tags", AttributeValue.stringSet("a", "b")))
            .build());
    client.updateItem(
        UpdateItemRequest.builder(DRAFTS, draft)
            .updateExpression(
                "SET title = :title, #lines = list_append(if_not_exists(#lines, :none), :line)"
                    + " REMOVE gone ADD #count :more DELETE tags :a")
            .expressionAttributeNames(Map.of("#count", "count", "#lines", "lines"))
            .expressionAttributeValues(
                Map.of(
                    ":title", AttributeValue.of("t"),
                    ":none", AttributeValue.list(),
                    ":line", AttributeValue.list(AttributeValue.of("first")),
                    ":more", AttributeValue.of(41),
                    ":a", AttributeValue.stringSet("a")))
            .build());

    assertThat(client.getItem(GetItemRequest.builder(DRAFTS, draft).build()).item())
        .isEqualTo(
            Item.builder()
                .put("id", customer)
                .put("title", "t")
                .put("lines", AttributeValue.list(AttributeValue.of("first")))
                .put("count", 42)
                .put("tags", AttributeValue.stringSet("b"))
                .build());
  }

  @Test
  void anUpdateReturnsWhatItIsAskedFor() {
    put(order);
    Item before = order;
    Item changed = Item.builder().put("amount", 51).build();
    Item after = OrdersTable.order(customer, 1, 51, "open");

    assertThat(setAmount(51, ReturnValues.NONE).attributes()).isNull();
    put(before);
    assertThat(setAmount(51, ReturnValues.ALL_OLD).attributes()).isEqualTo(before);
    put(before);
    assertThat(setAmount(51, ReturnValues.UPDATED_OLD).attributes())
        .isEqualTo(Item.builder().put("amount", 50).build());
    put(before);
    assertThat(setAmount(51, ReturnValues.ALL_NEW).attributes()).isEqualTo(after);
    put(before);
    assertThat(setAmount(51, ReturnValues.UPDATED_NEW).attributes()).isEqualTo(changed);
  }

  @Test
  void anUpdateWithoutExpressionMakesTheItem() {
    client.updateItem(UpdateItemRequest.builder(OrdersTable.NAME, key).build());
    assertThat(get()).isEqualTo(key.toItem());
  }

  @Test
  void aDeleteReturnsTheItemIfAskedAndNothingWhereThereWasNone() {
    put(order);
    DeleteItemRequest request =
        DeleteItemRequest.builder(OrdersTable.NAME, key).returnValues(ReturnValues.ALL_OLD).build();
    assertThat(client.deleteItem(request).attributes()).isEqualTo(order);
    assertThat(client.deleteItem(request).attributes()).isNull();
  }

  @Test
  void aBatchWritesAndDeletesInSeveralTables() {
    put(OrdersTable.order(customer, 25, 1, "old"));
    List<WriteRequest> ofOrders =
        IntStream.range(0, 24)
            .mapToObj(i -> WriteRequest.put(OrdersTable.order(customer, i, i, "new")))
            .toList();
    BatchWriteItemResponse written =
        client.batchWriteItem(
            new BatchWriteItemRequest(
                Map.of(
                    OrdersTable.NAME,
                    ofOrders,
                    DRAFTS,
                    List.of(WriteRequest.put(Item.builder().put("id", customer).build()))),
                ReturnConsumedCapacity.INDEXES,
                ReturnItemCollectionMetrics.SIZE));
    assertThat(written.unprocessedItems()).isEmpty();
    assertThat(written.consumedCapacity())
        .extracting(ConsumedCapacity::tableName, ConsumedCapacity::capacityUnits)
        .containsExactlyInAnyOrder(tuple(OrdersTable.NAME, 72.0), tuple(DRAFTS, 1.0));
    client.batchWriteItem(
        BatchWriteItemRequest.of(
            Map.of(OrdersTable.NAME, List.of(WriteRequest.delete(OrdersTable.key(customer, 25))))));
    Page left = client.query(ofCustomer().build());
    assertThat(left.items())
        .isEqualTo(
            IntStream.range(0, 24)
                .mapToObj(i -> OrdersTable.order(customer, i, i, "new"))
                .toList());
  }

  @Test
  void aBatchReadsProjectedAttributesOfSeveralTables() {
    put(order);
    put(OrdersTable.order(customer, 2, 60, "paid"));
    put(Item.builder().put("id", customer).put("n", 1).build(), DRAFTS);
    BatchGetItemResponse read =
        client.batchGetItem(
            new BatchGetItemRequest(
                Map.of(
                    OrdersTable.NAME,
                    new KeysAndAttributes(
                        List.of(
                            key.toItem(),
                            OrdersTable.key(customer, 2).toItem(),
                            OrdersTable.key(customer, 3).toItem()),
                        true,
                        "#n, amount",
                        Map.of("#n", "number")),
                    DRAFTS,
                    KeysAndAttributes.of(List.of(Key.of("id", customer)))),
                ReturnConsumedCapacity.TOTAL));

    assertThat(read.responses().get(OrdersTable.NAME))
        .containsExactlyInAnyOrder(
            Item.builder().put("number", 1).put("amount", 50).build(),
            Item.builder().put("number", 2).put("amount", 60).build());
    assertThat(read.responses().get(DRAFTS))
        .containsExactly(Item.builder().put("id", customer).put("n", 1).build());
    assertThat(read.unprocessedKeys()).isEmpty();
    assertThat(read.consumedCapacity())
        .extracting(ConsumedCapacity::tableName)
        .containsExactlyInAnyOrder(OrdersTable.NAME, DRAFTS);
  }

  @Test
  void aBatchThatIsTooMuchForOneAnswerLeavesKeysThatCanBeSentAsTheyAre() {
    Map<String, KeysAndAttributes> left =
        Map.of(
            DRAFTS,
            new KeysAndAttributes(
                IntStream.range(0, LARGE)
                    .mapToObj(i -> Key.of("id", "large-" + i).toItem())
                    .toList(),
                true,
                "#id",
                Map.of("#id", "id")));
    Set<Item> read = new HashSet<>();
    int requests = 0;
    while (!left.isEmpty() && requests < 10) {
      BatchGetItemResponse answer = client.batchGetItem(BatchGetItemRequest.of(left));
      assertThat(read).doesNotContainAnyElementsOf(answer.responses().get(DRAFTS));
      read.addAll(answer.responses().get(DRAFTS));
      left = answer.unprocessedKeys();
      assertThat(left.values())
          .allSatisfy(
              rest -> {
                assertThat(rest.consistentRead()).isTrue();
                assertThat(rest.projectionExpression()).isEqualTo("#id");
                assertThat(rest.expressionAttributeNames()).isEqualTo(Map.of("#id", "id"));
              });
      requests++;
    }
    assertThat(requests).isGreaterThan(1);
    assertThat(read).hasSize(LARGE);
  }

  @Test
  void aRequestThatIsWrongIsRefusedWithTheServicesWords() {
    ValidationException wrong =
        catchThrowableOfType(
            ValidationException.class,
            () ->
                client.getItem(
                    GetItemRequest.builder(OrdersTable.NAME, Key.of("other", 1)).build()));
    assertThat(wrong.code()).isEqualTo("ValidationException");
    assertThat(wrong.serviceMessage()).isNotEmpty();
    assertThat(wrong.requestId()).isNotNull();
    assertThat(wrong.problem()).startsWith("GetItem of table \"orders\": ValidationException: ");

    assertThatThrownBy(
            () -> client.getItem(GetItemRequest.builder("nowhere", Key.of("id", "a")).build()))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private Item get() {
    return client
        .getItem(GetItemRequest.builder(OrdersTable.NAME, key).consistentRead(true).build())
        .item();
  }

  private WriteResponse put(Item item) {
    return put(item, OrdersTable.NAME);
  }

  private WriteResponse put(Item item, String table) {
    return client.putItem(PutItemRequest.builder(table, item).build());
  }

  private WriteResponse setAmount(int amount, ReturnValues returned) {
    return client.updateItem(
        UpdateItemRequest.builder(OrdersTable.NAME, key)
            .updateExpression("SET amount = :amount")
            .expressionAttributeValues(Map.of(":amount", AttributeValue.of(amount)))
            .returnValues(returned)
            .build());
  }

  private QueryRequest.Builder ofCustomer() {
    return QueryRequest.builder(OrdersTable.NAME)
        .keyConditionExpression("customer = :customer")
        .expressionAttributeValues(Map.of(":customer", AttributeValue.of(customer)));
  }

  private static ConsumedCapacity capacity(ConsumedCapacity reported) {
    assertThat(reported).isNotNull();
    return reported;
  }
}
