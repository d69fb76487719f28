package dev.stator.client;

import static dev.stator.client.SdkOracle.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/** Transactions and statements as the AWS SDK writes them, and every parameter that it knows. */
class TransactionWireTest {
  private static final software.amazon.awssdk.services.dynamodb.model.AttributeValue SDK_ID =
      software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS("o-17");
  private static final software.amazon.awssdk.services.dynamodb.model.AttributeValue SDK_ONE =
      software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN("1");
  private static final Key KEY = Key.of("id", "o-17");
  private static final Item ITEM =
      Item.builder().put("id", "o-17").put("n", AttributeValue.of(1)).build();
  private static final Map<String, String> NAMES = Map.of("#n", "n");
  private static final Map<String, AttributeValue> VALUES = Map.of(":one", AttributeValue.of(1));

  @Test
  @SuppressWarnings("unchecked") // The SDK's generic varargs.
  void writesATransactionOfWritesAsTheSdkDoes() {
    assertSame(
        TransactWriteItemsRequest.builder()
            .add(
                PutItemRequest.builder("orders", ITEM)
                    .conditionExpression("#n < :one")
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(VALUES)
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD)
                    .build(),
                UpdateItemRequest.builder("orders", KEY)
                    .updateExpression("ADD #n :one")
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(VALUES)
                    .build())
            .add(
                DeleteItemRequest.builder("people", KEY)
                    .conditionExpression("attribute_exists(id)")
                    .build(),
                ConditionCheck.builder("people", KEY, "#n = :one")
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(VALUES)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.NONE)
                    .build())
            .clientRequestToken("token-1")
            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
            .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
            .build(),
        sdk ->
            sdk.transactWriteItems(
                r ->
                    r.transactItems(
                            i ->
                                i.put(
                                    p ->
                                        p.tableName("orders")
                                            .item(Map.of("id", SDK_ID, "n", SDK_ONE))
                                            .conditionExpression("#n < :one")
                                            .expressionAttributeNames(NAMES)
                                            .expressionAttributeValues(Map.of(":one", SDK_ONE))
                                            .returnValuesOnConditionCheckFailure("ALL_OLD")),
                            i ->
                                i.update(
                                    u ->
                                        u.tableName("orders")
                                            .key(Map.of("id", SDK_ID))
                                            .updateExpression("ADD #n :one")
                                            .expressionAttributeNames(NAMES)
                                            .expressionAttributeValues(Map.of(":one", SDK_ONE))),
                            i ->
                                i.delete(
                                    d ->
                                        d.tableName("people")
                                            .key(Map.of("id", SDK_ID))
                                            .conditionExpression("attribute_exists(id)")),
                            i ->
                                i.conditionCheck(
                                    c ->
                                        c.tableName("people")
                                            .key(Map.of("id", SDK_ID))
                                            .conditionExpression("#n = :one")
                                            .expressionAttributeNames(NAMES)
                                            .expressionAttributeValues(Map.of(":one", SDK_ONE))
                                            .returnValuesOnConditionCheckFailure("NONE")))
                        .clientRequestToken("token-1")
                        .returnConsumedCapacity("INDEXES")
                        .returnItemCollectionMetrics("SIZE")));
  }

  @Test
  void writesATransactionOfReadsAsTheSdkDoes() {
    assertSame(
        new TransactGetItemsRequest(
            List.of(
                GetItemRequest.builder("orders", KEY)
                    .projectionExpression("#n")
                    .expressionAttributeNames(NAMES)
                    .build(),
                GetItemRequest.builder("people", KEY).build()),
            ReturnConsumedCapacity.TOTAL),
        sdk ->
            sdk.transactGetItems(
                r ->
                    r.transactItems(
                            TransactGetItem.builder()
                                .get(
                                    g ->
                                        g.tableName("orders")
                                            .key(Map.of("id", SDK_ID))
                                            .projectionExpression("#n")
                                            .expressionAttributeNames(NAMES))
                                .build(),
                            TransactGetItem.builder()
                                .get(g -> g.tableName("people").key(Map.of("id", SDK_ID)))
                                .build())
                        .returnConsumedCapacity("TOTAL")));
  }

  @Test
  void writesStatementsAsTheSdkDoes() {
    assertSame(
        ExecuteStatementRequest.builder("SELECT * FROM orders WHERE id = ? AND n = ?", "o-17", 1)
            .consistentRead(true)
            .nextToken("next")
            .limit(7)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .build(),
        sdk ->
            sdk.executeStatement(
                r ->
                    r.statement("SELECT * FROM orders WHERE id = ? AND n = ?")
                        .parameters(SDK_ID, SDK_ONE)
                        .consistentRead(true)
                        .nextToken("next")
                        .limit(7)
                        .returnValuesOnConditionCheckFailure("ALL_OLD")
                        .returnConsumedCapacity("TOTAL")));
    assertSame(
        new BatchExecuteStatementRequest(
            List.of(
                Statement.of("SELECT * FROM orders WHERE id = ?", "o-17").consistent(),
                Statement.of("DELETE FROM orders WHERE id = 'a'").returningOldItemOnFailure()),
            ReturnConsumedCapacity.INDEXES),
        sdk ->
            sdk.batchExecuteStatement(
                r ->
                    r.statements(
                            BatchStatementRequest.builder()
                                .statement("SELECT * FROM orders WHERE id = ?")
                                .parameters(SDK_ID)
                                .consistentRead(true)
                                .build(),
                            BatchStatementRequest.builder()
                                .statement("DELETE FROM orders WHERE id = 'a'")
                                .returnValuesOnConditionCheckFailure("ALL_OLD")
                                .build())
                        .returnConsumedCapacity("INDEXES")));
    assertSame(
        new ExecuteTransactionRequest(
            List.of(Statement.of("EXISTS(SELECT * FROM orders WHERE id = ?)", "o-17")),
            "token-2",
            ReturnConsumedCapacity.TOTAL),
        sdk ->
            sdk.executeTransaction(
                r ->
                    r.transactStatements(
                            ParameterizedStatement.builder()
                                .statement("EXISTS(SELECT * FROM orders WHERE id = ?)")
                                .parameters(SDK_ID)
                                .build())
                        .clientRequestToken("token-2")
                        .returnConsumedCapacity("TOTAL")));
  }

  @Test
  void aTokenIsMadeForEachCallThatHasNone() {
    TransactWriteItemsRequest transaction =
        TransactWriteItemsRequest.of(DeleteItemRequest.builder("orders", KEY).build());
    ExecuteTransactionRequest statements =
        ExecuteTransactionRequest.of(Statement.of("DELETE FROM orders WHERE id = 'a'"));

    for (DynamoRequest request : List.of(transaction, statements)) {
      assertThat(request.dryRun().body())
          .containsPattern("\"ClientRequestToken\":\"[0-9a-f-]{36}\"")
          .isNotEqualTo(request.dryRun().body());
      assertThat(request.repeatable()).isTrue();
    }
  }

  @Test
  void anActionThatAsksForWhatATransactionDoesNotTellIsRefused() {
    assertThatThrownBy(
            () ->
                TransactWriteItemsRequest.of(
                    DeleteItemRequest.builder("orders", KEY).build(),
                    UpdateItemRequest.builder("orders", Key.of("id", "a", "n", 7))
                        .returnValues(ReturnValues.ALL_OLD)
                        .build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "TransactWriteItems: action 2, Update of table \"orders\", key {\"id\": \"a\", \"n\": 7}: ");
    assertThatThrownBy(
            () ->
                TransactGetItemsRequest.of(
                    GetItemRequest.builder("orders", KEY).consistentRead(true).build()))
        .hasMessageStartingWith(
            "TransactGetItems: action 1, Get of table \"orders\", key {\"id\": \"o-17\"}: ");
    assertThatThrownBy(
            () -> ExecuteTransactionRequest.of(Statement.of("SELECT 1 FROM t").consistent()))
        .hasMessageStartingWith(
            "ExecuteTransaction: action 1, Statement of table \"t\", \"SELECT 1 FROM t\": ");
  }

  @Test
  void onlyAStatementThatTellsTheSameTwiceMayBeRepeated() {
    assertThat(ExecuteStatementRequest.of(" select\n* FROM t").repeatable()).isTrue();
    assertThat(ExecuteStatementRequest.of("DELETE FROM t WHERE id = 'a'").repeatable()).isTrue();
    assertThat(ExecuteStatementRequest.of("UPDATE t SET n = n + 1 WHERE id = 'a'").repeatable())
        .isFalse();
    assertThat(ExecuteStatementRequest.of("INSERT INTO t VALUE {'id': 'a'}").repeatable())
        .isFalse();
    assertThat(
            BatchExecuteStatementRequest.of(
                    Statement.of("SELECT * FROM t WHERE id = 'a'"),
                    Statement.of("UPDATE t SET n = 1 WHERE id = 'a'"))
                .repeatable())
        .isFalse();
  }

  /** DynamoDB's parameters from before expressions. */
  private static final Set<String> LEGACY =
      Set.of(
          "AttributesToGet",
          "AttributeUpdates",
          "ConditionalOperator",
          "Expected",
          "KeyConditions",
          "QueryFilter",
          "ScanFilter");

  static List<Operation> operations() {
    return List.of(
        new Operation(
            GetItemRequest.class,
            software.amazon.awssdk.services.dynamodb.model.GetItemRequest.builder().build()),
        new Operation(
            PutItemRequest.class,
            software.amazon.awssdk.services.dynamodb.model.PutItemRequest.builder().build()),
        new Operation(
            UpdateItemRequest.class,
            software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest.builder().build()),
        new Operation(
            DeleteItemRequest.class,
            software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest.builder().build()),
        new Operation(
            QueryRequest.class,
            software.amazon.awssdk.services.dynamodb.model.QueryRequest.builder().build()),
        new Operation(
            ScanRequest.class,
            software.amazon.awssdk.services.dynamodb.model.ScanRequest.builder().build()),
        new Operation(
            BatchGetItemRequest.class,
            software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest.builder().build()),
        new Operation(
            KeysAndAttributes.class,
            software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes.builder().build()),
        new Operation(
            BatchWriteItemRequest.class,
            software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest.builder().build()),
        new Operation(
            TransactWriteItemsRequest.class,
            software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest.builder()
                .build()),
        new Operation(
            ConditionCheck.class,
            software.amazon.awssdk.services.dynamodb.model.ConditionCheck.builder().build()),
        new Operation(
            TransactGetItemsRequest.class,
            software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest.builder()
                .build()),
        new Operation(
            ExecuteStatementRequest.class,
            software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest.builder()
                .build()),
        new Operation(
            BatchExecuteStatementRequest.class,
            software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest.builder()
                .build()),
        new Operation(Statement.class, BatchStatementRequest.builder().build()),
        new Operation(
            ExecuteTransactionRequest.class,
            software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest.builder()
                .build()),
        new Operation(
            GetItemResponse.class,
            software.amazon.awssdk.services.dynamodb.model.GetItemResponse.builder().build()),
        new Operation(
            WriteResponse.class,
            software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse.builder().build()),
        new Operation(
            Page.class,
            software.amazon.awssdk.services.dynamodb.model.QueryResponse.builder().build()),
        new Operation(
            BatchGetItemResponse.class,
            software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse.builder().build()),
        new Operation(
            BatchWriteItemResponse.class,
            software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse.builder()
                .build()),
        new Operation(
            TransactWriteItemsResponse.class,
            software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse.builder()
                .build()),
        new Operation(
            ExecuteStatementResponse.class,
            software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse.builder()
                .build()),
        new Operation(
            dev.stator.client.ConsumedCapacity.class, ConsumedCapacity.builder().build()));
  }

  /** A type of ours, and the SDK's. */
  record Operation(Class<? extends Record> ours, SdkPojo theirs) {}

  @ParameterizedTest
  @MethodSource("operations")
  void nothingIsMissingThatTheSdksModelHas(Operation operation) {
    Set<String> components =
        java.util.Arrays.stream(operation.ours.getRecordComponents())
            .map(component -> component.getName().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    if (operation.ours == dev.stator.client.ConsumedCapacity.class) {
      // They are its total.
      components.addAll(List.of("capacityunits", "readcapacityunits", "writecapacityunits"));
    }
    assertThat(operation.theirs.sdkFields())
        .extracting((Function<SdkField<?>, @Nullable String>) SdkField::memberName)
        .filteredOn(name -> !LEGACY.contains(name))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(components)
                    .contains(String.valueOf(name).toLowerCase(java.util.Locale.ROOT)));
  }
}
