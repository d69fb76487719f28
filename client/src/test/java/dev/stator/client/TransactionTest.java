package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.View.Operations;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;

/** Transactions, through both views, against DynamoDB Local. */
@Timeout(60)
@ParameterizedClass
@EachView
@NullUnmarked // What an answer lacks fails the test by itself.
class TransactionTest {
  private static final String NOTES = "notes";

  private static LocalDynamo local;

  private final Operations client;
  private final String customer = UUID.randomUUID().toString();
  private final Key first = OrdersTable.key(customer, 1);
  private final Key second = OrdersTable.key(customer, 2);
  private final Item order = OrdersTable.order(customer, 1, 50, "open");

  TransactionTest(View view) {
    client = view.of(local.client);
  }

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    local.client.blocking().control().createTable(OrdersTable.create());
    local.createTable(NOTES);
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @Test
  void allActionsAreDoneTogether() {
    client.putItem(
        PutItemRequest.builder(OrdersTable.NAME, OrdersTable.order(customer, 2, 7, "open"))
            .build());
    client.putItem(
        PutItemRequest.builder(OrdersTable.NAME, OrdersTable.order(customer, 3, 7, "open"))
            .build());

    TransactWriteItemsResponse answer =
        client.transactWriteItems(
            TransactWriteItemsRequest.builder()
                .add(
                    PutItemRequest.builder(OrdersTable.NAME, order).build(),
                    add(second, 5),
                    DeleteItemRequest.builder(OrdersTable.NAME, OrdersTable.key(customer, 3))
                        .build(),
                    ConditionCheck.builder(
                            NOTES, Key.of("id", customer), "attribute_not_exists(id)")
                        .build())
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
                .build());

    assertThat(answer.consumedCapacity())
        .extracting(ConsumedCapacity::tableName)
        .containsExactlyInAnyOrder(OrdersTable.NAME, NOTES);
    assertThat(get(first)).isEqualTo(order);
    assertThat(get(second).number("amount").longValueExact()).isEqualTo(12);
    assertThat(get(OrdersTable.key(customer, 3))).isNull();
  }

  @Test
  void aCancelledTransactionSaysWhichActionsAreTheCauseAndBringsTheirItems() {
    client.putItem(PutItemRequest.builder(OrdersTable.NAME, order).build());
    UpdateItemRequest refused =
        UpdateItemRequest.builder(OrdersTable.NAME, first)
            .updateExpression("SET amount = :none")
            .conditionExpression("amount < :none")
            .expressionAttributeValues(Map.of(":none", AttributeValue.of(0)))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    ConditionCheck missing =
        ConditionCheck.builder(NOTES, Key.of("id", customer), "attribute_exists(id)").build();

    TransactionCanceledException cancelled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                client.transactWriteItems(
                    TransactWriteItemsRequest.of(add(second, 1), refused, missing)));

    assertThat(cancelled.reasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed", "ConditionalCheckFailed");
    assertThat(cancelled.causes()).hasSize(2);
    CancellationReason cause = cancelled.causes().get(0);
    assertThat(cause.index()).isEqualTo(1);
    assertThat(cause.action()).isSameAs(refused);
    assertThat(cause.item()).isEqualTo(order);
    assertThat(cancelled.causes().get(1).action()).isSameAs(missing);
    assertThat(cancelled.causes().get(1).item()).isNull();
    assertThat(cancelled.problem())
        .startsWith(
            "TransactWriteItems: TransactionCanceledException: action 2, Update of table"
                + " \"orders\", key {\"customer\": \""
                + customer
                + "\", \"number\": 1}: ConditionalCheckFailed: ")
        .contains(
            " (update: SET amount = 0, condition: amount < 0); action 3, ConditionCheck of table"
                + " \"notes\", key {\"id\": \""
                + customer
                + "\"}: ConditionalCheckFailed: ")
        .contains(" (condition: attribute_exists(id))");
    assertThat(get(second)).isNull();
  }

  @Test
  void theSameTokenIsDoneOnceAndForOtherContentRefused() {
    TransactWriteItemsRequest.Builder counting =
        TransactWriteItemsRequest.builder()
            .add(add(first, 1))
            .clientRequestToken(UUID.randomUUID().toString());
    client.transactWriteItems(counting.build());
    client.transactWriteItems(counting.build());
    assertThat(get(first).number("amount").longValueExact()).isEqualTo(1);

    ConflictException mismatch =
        catchThrowableOfType(
            ConflictException.class,
            () -> client.transactWriteItems(counting.add(add(second, 1)).build()));
    assertThat(mismatch.code()).isEqualTo("IdempotentParameterMismatchException");
    assertThat(mismatch.hint()).contains("new one for each transaction");
    assertThat(mismatch.call().attempts()).isEqualTo(1);
  }

  @Test
  void withoutATokenEachCallIsATransactionOfItsOwn() {
    TransactWriteItemsRequest counting = TransactWriteItemsRequest.of(add(first, 1));
    client.transactWriteItems(counting);
    client.transactWriteItems(counting);
    assertThat(get(first).number("amount").longValueExact()).isEqualTo(2);
  }

  @Test
  void itemsAreReadTogetherInTheOrderAskedForAndWhatIsAbsentIsNull() {
    client.putItem(PutItemRequest.builder(OrdersTable.NAME, order).build());
    client.putItem(
        PutItemRequest.builder(OrdersTable.NAME, OrdersTable.order(customer, 3, 7, "open"))
            .build());

    TransactGetItemsResponse answer =
        client.transactGetItems(
            new TransactGetItemsRequest(
                List.of(
                    GetItemRequest.builder(OrdersTable.NAME, second).build(),
                    GetItemRequest.builder(OrdersTable.NAME, first).build(),
                    GetItemRequest.builder(OrdersTable.NAME, OrdersTable.key(customer, 3))
                        .projectionExpression("note")
                        .build()),
                ReturnConsumedCapacity.TOTAL));

    assertThat(answer.items())
        .containsExactly(null, order, Item.builder().put("note", "order 3").build());
    assertThat(answer.consumedCapacity()).hasSize(1);
  }

  private static UpdateItemRequest add(Key key, int amount) {
    return UpdateItemRequest.builder(OrdersTable.NAME, key)
        .updateExpression("ADD amount :more")
        .expressionAttributeValues(Map.of(":more", AttributeValue.of(amount)))
        .build();
  }

  private Item get(Key key) {
    return client
        .getItem(GetItemRequest.builder(OrdersTable.NAME, key).consistentRead(true).build())
        .item();
  }
}
