package dev.stator.bench.request;

import dev.stator.bench.Orders;
import dev.stator.client.BatchWriteItemRequest;
import dev.stator.client.BatchWriteItemResponse;
import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.DynamoClient;
import dev.stator.client.DynamoClientBuilder;
import dev.stator.client.GetItemRequest;
import dev.stator.client.GetItemResponse;
import dev.stator.client.PutItemRequest;
import dev.stator.client.QueryRequest;
import dev.stator.client.ResponseBody;
import dev.stator.client.WriteRequest;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.json.PageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Our client's requests, and what is looked at in their answers. */
final class StatorLoad {
  private static final int ITEMS = 100;

  private final List<Item> items;
  private final String table;

  private StatorLoad(Work work, String table) {
    this.table = table;
    items = work.writes() ? Stream.generate(new Orders(1)::next).limit(ITEMS).toList() : List.of();
  }

  static DynamoClientBuilder builder(Endpoint endpoint, int connections) {
    return DynamoClient.builder()
        .environment(Map.of())
        .endpoint(endpoint.uri())
        .region(Endpoint.REGION)
        .credentials(Endpoint.ACCESS_KEY_ID, Endpoint.SECRET_ACCESS_KEY)
        .maxConnections(connections);
  }

  static Load.Async async(DynamoClient client, Work work) {
    return async(client, work, Endpoint.TABLE, () -> {});
  }

  /**
   * @param closed runs when the client is closed
   */
  static Load.Async async(DynamoClient client, Work work, String table, Runnable closed) {
    StatorLoad load = new StatorLoad(work, table);
    return new Load.Async() {
      @Override
      public CompletableFuture<?> send(int n) {
        return switch (work) {
          case GET -> client.getItem(load.get(n)).thenAccept(StatorLoad::check);
          case PUT -> client.putItem(load.put(n));
          case QUERY -> client.queryRaw(load.query(n)).thenAccept(StatorLoad::checkOrders);
          case BATCH -> client.batchWriteItem(load.batch(n)).thenAccept(StatorLoad::check);
        };
      }

      @Override
      public void close() {
        client.close();
        closed.run();
      }
    };
  }

  static Load.Waiting blocking(BlockingDynamoClient client, Work work) {
    StatorLoad load = new StatorLoad(work, Endpoint.TABLE);
    return new Load.Waiting() {
      @Override
      public void call(int n) {
        switch (work) {
          case GET -> check(client.getItem(load.get(n)));
          case PUT -> client.putItem(load.put(n));
          case QUERY -> checkOrders(client.queryRaw(load.query(n)));
          case BATCH -> check(client.batchWriteItem(load.batch(n)));
        }
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  private GetItemRequest get(int n) {
    return GetItemRequest.builder(table, Key.of("orderId", Work.key(n))).build();
  }

  private PutItemRequest put(int n) {
    return PutItemRequest.builder(table, item(n)).build();
  }

  private QueryRequest query(int n) {
    return QueryRequest.builder(table)
        .keyConditionExpression("orderId = :id")
        .expressionAttributeValues(Map.of(":id", AttributeValue.of(Work.key(n))))
        .build();
  }

  private BatchWriteItemRequest batch(int n) {
    List<WriteRequest> writes = new ArrayList<>(Work.BATCH_ITEMS);
    for (int i = 0; i < Work.BATCH_ITEMS; i++) {
      writes.add(WriteRequest.put(item(n + i)));
    }
    return BatchWriteItemRequest.of(Map.of(table, writes));
  }

  private Item item(int n) {
    return items.get((n & Integer.MAX_VALUE) % items.size());
  }

  private static void check(GetItemResponse answer) {
    Item item = answer.item();
    Work.expect(Work.ATTRIBUTES, item == null ? 0 : item.size());
  }

  private static void check(BatchWriteItemResponse answer) {
    Work.expect(0, answer.unprocessedItems().size());
  }

  private static void checkOrders(ResponseBody body) {
    try (body) {
      PageReader page = new PageReader().reset(body.array(), 0, body.length());
      List<Order> orders = new ArrayList<>();
      while (page.nextItem()) {
        orders.add(OrderCodec.INSTANCE.read(page.item()));
      }
      Work.expect(Work.QUERY_ITEMS, orders.size());
    }
  }
}
