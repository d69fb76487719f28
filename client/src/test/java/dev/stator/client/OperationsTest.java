package dev.stator.client;

import static dev.stator.client.SdkOracle.assertSame;
import static dev.stator.client.SdkOracle.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.client.ConsumedCapacity.Capacity;
import dev.stator.client.ConsumedCapacity.VectorCapacity;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests as the AWS SDK writes them, and answers as the API reference describes them. */
class OperationsTest {
  private static final software.amazon.awssdk.services.dynamodb.model.AttributeValue SDK_ID =
      software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS("o-17");
  private static final software.amazon.awssdk.services.dynamodb.model.AttributeValue SDK_ONE =
      software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN("1");
  private static final Key KEY = Key.of("id", "o-17");
  private static final Item ITEM =
      Item.builder().put("id", "o-17").put("n", AttributeValue.of(1)).build();
  private static final Map<String, String> NAMES = Map.of("#n", "n", "#s", "size");
  private static final Map<String, AttributeValue> VALUES = Map.of(":one", AttributeValue.of(1));

  @Test
  void writesGetItemAsTheSdkDoes() {
    assertSame(
        GetItemRequest.builder("orders", KEY)
            .consistentRead(true)
            .projectionExpression("#n, #s")
            .expressionAttributeNames(NAMES)
            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
            .build(),
        sdk ->
            sdk.getItem(
                r ->
                    r.tableName("orders")
                        .key(Map.of("id", SDK_ID))
                        .consistentRead(true)
                        .projectionExpression("#n, #s")
                        .expressionAttributeNames(NAMES)
                        .returnConsumedCapacity("INDEXES")));
  }

  @Test
  void writesPutItemAsTheSdkDoes() {
    assertSame(
        PutItemRequest.builder("orders", ITEM)
            .conditionExpression("#n < :one")
            .expressionAttributeNames(NAMES)
            .expressionAttributeValues(VALUES)
            .returnValues(ReturnValues.ALL_OLD)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
            .build(),
        sdk ->
            sdk.putItem(
                r ->
                    r.tableName("orders")
                        .item(Map.of("id", SDK_ID, "n", SDK_ONE))
                        .conditionExpression("#n < :one")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(Map.of(":one", SDK_ONE))
                        .returnValues("ALL_OLD")
                        .returnValuesOnConditionCheckFailure("ALL_OLD")
                        .returnConsumedCapacity("TOTAL")
                        .returnItemCollectionMetrics("SIZE")));
  }

  @Test
  void writesUpdateItemAsTheSdkDoes() {
    assertSame(
        UpdateItemRequest.builder("orders", KEY)
            .updateExpression("ADD #n :one")
            .conditionExpression("attribute_exists(#s)")
            .expressionAttributeNames(NAMES)
            .expressionAttributeValues(VALUES)
            .returnValues(ReturnValues.UPDATED_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.NONE)
            .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
            .returnItemCollectionMetrics(ReturnItemCollectionMetrics.NONE)
            .build(),
        sdk ->
            sdk.updateItem(
                r ->
                    r.tableName("orders")
                        .key(Map.of("id", SDK_ID))
                        .updateExpression("ADD #n :one")
                        .conditionExpression("attribute_exists(#s)")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(Map.of(":one", SDK_ONE))
                        .returnValues("UPDATED_NEW")
                        .returnValuesOnConditionCheckFailure("NONE")
                        .returnConsumedCapacity("NONE")
                        .returnItemCollectionMetrics("NONE")));
  }

  @Test
  void writesDeleteItemAsTheSdkDoes() {
    assertSame(
        DeleteItemRequest.builder("orders", Key.of("id", "o-17", "at", 1))
            .conditionExpression("#n = :one")
            .expressionAttributeNames(NAMES)
            .expressionAttributeValues(VALUES)
            .returnValues(ReturnValues.NONE)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE)
            .build(),
        sdk ->
            sdk.deleteItem(
                r ->
                    r.tableName("orders")
                        .key(Map.of("id", SDK_ID, "at", SDK_ONE))
                        .conditionExpression("#n = :one")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(Map.of(":one", SDK_ONE))
                        .returnValues("NONE")
                        .returnValuesOnConditionCheckFailure("ALL_OLD")
                        .returnConsumedCapacity("TOTAL")
                        .returnItemCollectionMetrics("SIZE")));
  }

  @Test
  void writesQueryAsTheSdkDoes() {
    assertSame(
        QueryRequest.builder("orders")
            .indexName("by-date")
            .keyConditionExpression("#n = :one")
            .filterExpression("#s > :one")
            .projectionExpression("#n")
            .expressionAttributeNames(NAMES)
            .expressionAttributeValues(VALUES)
            .select(Select.SPECIFIC_ATTRIBUTES)
            .limit(7)
            .consistentRead(true)
            .scanIndexForward(false)
            .exclusiveStartKey(ITEM)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .build(),
        sdk ->
            sdk.query(
                r ->
                    r.tableName("orders")
                        .indexName("by-date")
                        .keyConditionExpression("#n = :one")
                        .filterExpression("#s > :one")
                        .projectionExpression("#n")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(Map.of(":one", SDK_ONE))
                        .select("SPECIFIC_ATTRIBUTES")
                        .limit(7)
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .exclusiveStartKey(Map.of("id", SDK_ID, "n", SDK_ONE))
                        .returnConsumedCapacity("TOTAL")));
  }

  @Test
  void writesScanAsTheSdkDoesWithSegmentZeroToo() {
    assertSame(
        ScanRequest.builder("orders")
            .indexName("by-date")
            .filterExpression("#n = :one")
            .projectionExpression("#s")
            .expressionAttributeNames(NAMES)
            .expressionAttributeValues(VALUES)
            .select(Select.COUNT)
            .limit(1)
            .consistentRead(true)
            .segment(0, 8)
            .exclusiveStartKey(ITEM)
            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
            .build(),
        sdk ->
            sdk.scan(
                r ->
                    r.tableName("orders")
                        .indexName("by-date")
                        .filterExpression("#n = :one")
                        .projectionExpression("#s")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(Map.of(":one", SDK_ONE))
                        .select("COUNT")
                        .limit(1)
                        .consistentRead(true)
                        .segment(0)
                        .totalSegments(8)
                        .exclusiveStartKey(Map.of("id", SDK_ID, "n", SDK_ONE))
                        .returnConsumedCapacity("INDEXES")));
  }

  @Test
  void writesBatchesAsTheSdkDoes() {
    assertSame(
        new BatchGetItemRequest(
            Map.of(
                "orders",
                new KeysAndAttributes(List.of(KEY.toItem()), true, "#n", NAMES),
                "people",
                KeysAndAttributes.of(List.of(Key.of("id", "o-17", "n", 1), KEY))),
            ReturnConsumedCapacity.TOTAL),
        sdk ->
            sdk.batchGetItem(
                r ->
                    r.requestItems(
                            Map.of(
                                "orders",
                                software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes
                                    .builder()
                                    .keys(List.of(Map.of("id", SDK_ID)))
                                    .consistentRead(true)
                                    .projectionExpression("#n")
                                    .expressionAttributeNames(NAMES)
                                    .build(),
                                "people",
                                software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes
                                    .builder()
                                    .keys(
                                        List.of(
                                            Map.of("id", SDK_ID, "n", SDK_ONE),
                                            Map.of("id", SDK_ID)))
                                    .build()))
                        .returnConsumedCapacity("TOTAL")));
    assertSame(
        new BatchWriteItemRequest(
            Map.of("orders", List.of(WriteRequest.put(ITEM), WriteRequest.delete(KEY))),
            ReturnConsumedCapacity.INDEXES,
            ReturnItemCollectionMetrics.SIZE),
        sdk ->
            sdk.batchWriteItem(
                r ->
                    r.requestItems(
                            Map.of(
                                "orders",
                                List.of(
                                    software.amazon.awssdk.services.dynamodb.model.WriteRequest
                                        .builder()
                                        .putRequest(p -> p.item(Map.of("id", SDK_ID, "n", SDK_ONE)))
                                        .build(),
                                    software.amazon.awssdk.services.dynamodb.model.WriteRequest
                                        .builder()
                                        .deleteRequest(d -> d.key(Map.of("id", SDK_ID)))
                                        .build())))
                        .returnConsumedCapacity("INDEXES")
                        .returnItemCollectionMetrics("SIZE")));
  }

  @Test
  void saysNothingThatWasNotAsked() {
    assertThat(written(ScanRequest.builder("t").build())).isEqualTo("{\"TableName\":\"t\"}");
    assertThat(written(QueryRequest.builder("t").build())).isEqualTo("{\"TableName\":\"t\"}");
  }

  @Test
  void buildsAgainWhatARequestSays() {
    ScanRequest scan =
        ScanRequest.builder("t").segment(3, 4).limit(5).expressionAttributeNames(NAMES).build();

    assertThat(scan.toBuilder().build()).isEqualTo(scan);
    assertThat(scan.toBuilder().exclusiveStartKey(ITEM).build().exclusiveStartKey())
        .isEqualTo(StartKey.of(ITEM));
  }

  @Test
  void refusesASegmentThatIsNone() {
    ScanRequest.Builder scan = ScanRequest.builder("t");

    assertThatThrownBy(() -> scan.segment(4, 4).build()).hasMessageContaining("none of the 4");
    assertThatThrownBy(() -> scan.segment(-1, 4).build()).hasMessageContaining("none of the 4");
    assertThatThrownBy(() -> ScanRequest.builder("t").limit(0).build())
        .hasMessageContaining("limit is 0");
  }

  @Test
  void readsAPage() {
    Page page =
        read(
            Page::read,
            """
            {"Items":[{"id":{"S":"o-17"},"n":{"N":"1"}},{"id":{"S":"b"}}],"Count":2,
             "ScannedCount":9,"LastEvaluatedKey":{"id":{"S":"o-17"},"n":{"N":"1"}},
             "SomethingNew":[{}],
             "ConsumedCapacity":{"TableName":"orders","CapacityUnits":2.5,
               "Table":{"CapacityUnits":0.5},
               "GlobalSecondaryIndexes":{"by-date":{"CapacityUnits":2,"ReadCapacityUnits":2}},
               "LocalSecondaryIndexes":{},
               "VectorIndexes":{"by-meaning":{"VectorWriteRequestBytes":512}}}}
            """);

    assertThat(page.items()).hasSize(2).first().isEqualTo(ITEM);
    assertThat(page.count()).isEqualTo(2);
    assertThat(page.scannedCount()).isEqualTo(9);
    assertThat(page.lastEvaluatedKey()).isEqualTo(ITEM);
    assertThat(page.consumedCapacity())
        .isEqualTo(
            new ConsumedCapacity(
                "orders",
                new Capacity(2.5, null, null),
                new Capacity(0.5, null, null),
                Map.of(),
                Map.of("by-date", new Capacity(2, 2.0, null)),
                Map.of("by-meaning", new VectorCapacity(null, 512.0))));
  }

  @Test
  void readsTheAnswerOfAWrite() {
    WriteResponse answer =
        read(
            WriteResponse::read,
            """
            {"Attributes":{"id":{"S":"o-17"},"n":{"N":"1"}},
             "ItemCollectionMetrics":{"ItemCollectionKey":{"id":{"S":"o-17"}},
               "SizeEstimateRangeGB":[0.0,1.0]},
             "ConsumedCapacity":{"TableName":"orders","CapacityUnits":1.0}}
            """);

    assertThat(answer.attributes()).isEqualTo(ITEM);
    assertThat(answer.itemCollectionMetrics())
        .isEqualTo(new ItemCollectionMetrics(KEY.toItem(), List.of(0.0, 1.0)));
    assertThat(answer.consumedCapacity())
        .extracting(ConsumedCapacity::capacityUnits)
        .isEqualTo(1.0);
    assertThat(read(WriteResponse::read, "{}")).isEqualTo(new WriteResponse(null, null, null));
  }

  @Test
  void readsWhatABatchDidNotDoSoThatItCanBeSentAgain() {
    BatchGetItemResponse got =
        read(
            BatchGetItemResponse::read,
            """
            {"Responses":{"orders":[{"id":{"S":"o-17"},"n":{"N":"1"}}],"people":[]},
             "UnprocessedKeys":{"orders":{"Keys":[{"id":{"S":"o-17"}}],"ConsistentRead":true,
               "ProjectionExpression":"#n","ExpressionAttributeNames":{"#n":"n","#s":"size"}}},
             "ConsumedCapacity":[{"TableName":"orders","CapacityUnits":1}]}
            """);
    assertThat(got.responses()).isEqualTo(Map.of("orders", List.of(ITEM), "people", List.of()));
    assertThat(got.unprocessedKeys())
        .isEqualTo(
            Map.of("orders", new KeysAndAttributes(List.of(KEY.toItem()), true, "#n", NAMES)));
    assertThat(got.consumedCapacity()).hasSize(1);

    BatchWriteItemResponse wrote =
        read(
            BatchWriteItemResponse::read,
            """
            {"UnprocessedItems":{"orders":[{"PutRequest":{"Item":{"id":{"S":"o-17"},"n":{"N":"1"}}}},
               {"DeleteRequest":{"Key":{"id":{"S":"o-17"}}}}]},
             "ItemCollectionMetrics":{"orders":[{"ItemCollectionKey":{"id":{"S":"o-17"}},
               "SizeEstimateRangeGB":[1,2]}]},
             "ConsumedCapacity":[{"TableName":"a","CapacityUnits":1},
               {"TableName":"b","CapacityUnits":2}]}
            """);
    assertThat(wrote.unprocessedItems())
        .isEqualTo(Map.of("orders", List.of(WriteRequest.put(ITEM), WriteRequest.delete(KEY))));
    assertThat(wrote.itemCollectionMetrics()).containsOnlyKeys("orders");
    assertThat(wrote.consumedCapacity()).hasSize(2);
  }

  private static <R> R read(ReplyReader.Of<R> type, String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return new ReplyReader().read(type, bytes, bytes.length);
  }
}
