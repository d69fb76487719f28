package dev.stator.bench.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's requests, and what is looked at in their answers. A Query goes through the Enhanced
 * client, which makes its records; everything else through the low-level one.
 */
final class SdkLoad {
  private static final QueryRequest ALL =
      QueryRequest.builder()
          .tableName(Endpoint.TABLE)
          .keyConditionExpression("orderId = :id")
          .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("any")))
          .build();

  private final List<Map<String, AttributeValue>> items;

  private SdkLoad(List<Map<String, AttributeValue>> items) {
    this.items = items;
  }

  static Load.Waiting sync(DynamoDbClient client, Work work, SdkAutoCloseable http) {
    SdkLoad load = new SdkLoad(work.writes() ? client.query(ALL).items() : List.of());
    IntConsumer call =
        switch (work) {
          case GET -> n -> check(client.getItem(get(n)));
          case PUT -> n -> client.putItem(load.put(n));
          case QUERY -> enhanced(client);
          case BATCH -> n -> check(client.batchWriteItem(load.batch(n)));
        };
    return new Load.Waiting() {
      @Override
      public void call(int n) {
        call.accept(n);
      }

      @Override
      public void close() {
        client.close();
        http.close();
      }
    };
  }

  private static IntConsumer enhanced(DynamoDbClient client) {
    DynamoDbTable<OrderBean> table =
        DynamoDbEnhancedClient.builder()
            .dynamoDbClient(client)
            .build()
            .table(Endpoint.TABLE, TableSchema.fromBean(OrderBean.class));
    return n -> table.query(query(n)).forEach(SdkLoad::check);
  }

  static Load.Async async(DynamoDbAsyncClient client, Work work, SdkAutoCloseable http) {
    SdkLoad load = new SdkLoad(work.writes() ? client.query(ALL).join().items() : List.of());
    IntFunction<CompletableFuture<?>> send =
        switch (work) {
          case GET -> n -> client.getItem(get(n)).thenAccept(SdkLoad::check);
          case PUT -> n -> client.putItem(load.put(n));
          case QUERY -> enhanced(client);
          case BATCH -> n -> client.batchWriteItem(load.batch(n)).thenAccept(SdkLoad::check);
        };
    return new Load.Async() {
      @Override
      public CompletableFuture<?> send(int n) {
        return send.apply(n);
      }

      @Override
      public void close() {
        client.close();
        http.close();
      }
    };
  }

  private static IntFunction<CompletableFuture<?>> enhanced(DynamoDbAsyncClient client) {
    DynamoDbAsyncTable<OrderBean> table =
        DynamoDbEnhancedAsyncClient.builder()
            .dynamoDbClient(client)
            .build()
            .table(Endpoint.TABLE, TableSchema.fromBean(OrderBean.class));
    return n -> table.query(query(n)).subscribe(SdkLoad::check);
  }

  private static GetItemRequest get(int n) {
    return GetItemRequest.builder()
        .tableName(Endpoint.TABLE)
        .key(Map.of("orderId", AttributeValue.fromS(Work.key(n))))
        .build();
  }

  private PutItemRequest put(int n) {
    return PutItemRequest.builder().tableName(Endpoint.TABLE).item(item(n)).build();
  }

  private static QueryConditional query(int n) {
    return QueryConditional.keyEqualTo(key -> key.partitionValue(Work.key(n)));
  }

  private BatchWriteItemRequest batch(int n) {
    List<WriteRequest> writes = new ArrayList<>(Work.BATCH_ITEMS);
    for (int i = 0; i < Work.BATCH_ITEMS; i++) {
      Map<String, AttributeValue> item = item(n + i);
      writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
    }
    return BatchWriteItemRequest.builder().requestItems(Map.of(Endpoint.TABLE, writes)).build();
  }

  private Map<String, AttributeValue> item(int n) {
    return items.get((n & Integer.MAX_VALUE) % items.size());
  }

  private static void check(GetItemResponse answer) {
    Work.expect(Work.ATTRIBUTES, answer.item().size());
  }

  private static void check(BatchWriteItemResponse answer) {
    Work.expect(0, answer.unprocessedItems().size());
  }

  private static void check(Page<OrderBean> page) {
    Work.expect(Work.QUERY_ITEMS, page.items().size());
  }
}
